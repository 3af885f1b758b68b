import QtQuick

// A picture that tells: no edge, no fill of a card. Whoever touches one says yes to the question, not to the picture.
Item {
    id: root

    property string pictogram
    property string text
    property real scaled: 1
    property real side: Theme.pictogram

    signal touched()

    Accessible.role: Accessible.StaticText
    Accessible.name: text

    TapHandler { onTapped: root.touched() }

    Pictogram {
        id: picture
        name: root.pictogram
        colour: Theme.ink
        side: root.side
        anchors { left: parent.left; verticalCenter: parent.verticalCenter }
    }

    Words {
        text: root.text
        color: Theme.ink
        font.pixelSize: Math.round(Theme.smallText * root.scaled)
        anchors { left: picture.right; leftMargin: Theme.gap; right: parent.right; verticalCenter: parent.verticalCenter }
        Accessible.ignored: true
    }
}
