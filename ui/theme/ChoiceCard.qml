pragma ComponentBehavior: Bound
import QtQuick

// An answer: pictogram and two or three words. Chosen is filled teal with a check, never colour alone.
TouchButton {
    id: root

    property string hint
    property string mark
    property string pictogram
    property bool chosen: false
    property bool marks: false
    property bool stacked: false
    property real textSize: Theme.cardText
    property real hintSize: Theme.smallText
    property real side: Theme.pictogram
    property string chosenWord
    readonly property color tone: chosen ? Theme.overTeal : Theme.teal
    readonly property real checkRoom: marks ? Theme.check : 0

    implicitWidth: Theme.target // its grid says how large it is
    implicitHeight: Theme.target
    verticalPadding: Theme.inset
    checked: chosen
    fill: chosen ? Theme.teal : Theme.card
    line: chosen ? Theme.teal : Theme.edge
    Accessible.name: [text, hint, chosen ? chosenWord : ""].filter(part => part).join(", ")
    Accessible.checkable: marks
    Accessible.checked: chosen

    Pictogram {
        id: picture
        name: root.pictogram
        colour: root.tone
        side: root.side
        x: root.stacked ? (parent.width - width) / 2 : (root.mirrored ? parent.width - width : 0)
        y: root.stacked ? (parent.height - height - Theme.gap - words.height) / 2 : (parent.height - height) / 2
    }

    Item {
        id: words
        readonly property real lead: root.stacked ? root.checkRoom : (root.pictogram ? picture.width + Theme.gap : 0)
        width: parent.width - lead - root.checkRoom
        height: said.height + (below.active ? below.height : 0)
        x: root.mirrored ? root.checkRoom : lead
        y: root.stacked && root.pictogram ? picture.y + picture.height + Theme.gap : (parent.height - height) / 2

        Words {
            id: said
            width: parent.width
            text: root.text + root.mark
            color: root.chosen ? Theme.overTeal : Theme.ink
            font.pixelSize: Math.round(root.textSize)
            font.bold: true
            horizontalAlignment: root.stacked ? Text.AlignHCenter : Text.AlignLeft
            Accessible.ignored: true
        }

        Loader { // few cards have a hint, and a card is made nine times a page
            id: below
            active: root.hint !== ""
            y: said.height
            width: parent.width
            sourceComponent: Words {
                text: root.hint
                color: root.chosen ? Theme.overTeal : Theme.quiet
                font.pixelSize: Math.round(root.hintSize)
                horizontalAlignment: root.stacked ? Text.AlignHCenter : Text.AlignLeft
                Accessible.ignored: true
            }
        }
    }

    Loader {
        active: root.chosen
        sourceComponent: Pictogram { name: "check"; colour: Theme.overTeal; side: Theme.check * 0.9 }
        x: root.mirrored ? 0 : parent.width - width
        y: root.stacked ? 0 : (parent.height - height) / 2
    }
}
