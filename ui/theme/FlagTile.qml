import QtQuick

// A picture that tells and cannot be tapped: no edge, no fill of a card.
Item {
    id: root

    property string pictogram
    property string text
    property real scaled: 1
    property real side: Theme.pictogram

    Accessible.role: Accessible.StaticText
    Accessible.name: text

    Pictogram {
        id: picture
        name: root.pictogram
        colour: Theme.quiet
        side: root.side
        anchors { left: parent.left; verticalCenter: parent.verticalCenter }
    }

    Words {
        text: root.text
        color: Theme.quiet
        font.pixelSize: Math.round(Theme.smallText * root.scaled)
        anchors { left: picture.right; leftMargin: Theme.gap; right: parent.right; verticalCenter: parent.verticalCenter }
        Accessible.ignored: true
    }
}
