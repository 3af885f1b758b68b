import QtQuick
import ui.bridge
import ui.guest
import ui.theme

// Thank you; and when no printer took the paper, its code, large enough to photograph.
GuestPage {
    id: root

    readonly property SlipBridge slip: bridge.slip as SlipBridge
    readonly property int span: slip.modules + 8
    readonly property string outcome: slip.sentence ? words[slip.sentence] : ""

    ways: slip.canDelete ? [words["end.delete"], words["end.close"]] : [words["end.close"]]
    signs: slip.canDelete ? ["delete", "check"] : ["check"]
    apart: slip.canDelete
    onWayChosen: index => ways.length === 2 && index === 0 ? slip.deleteNow() : slip.close()
    hint: Theme.tight && slip.picture ? "" : outcome

    Pictogram {
        visible: !root.slip.picture
        anchors.centerIn: parent
        name: root.slip.state === "printing" || root.slip.state === "printed" ? "print" : "thanks"
        side: Math.min(parent.height * 0.7, Theme.largePictogram * 1.6)
    }

    Item {
        visible: root.slip.picture !== ""
        anchors.fill: parent

        Rectangle {
            id: sheet
            readonly property real room: Math.min(parent.height - (Theme.portrait ? label.height + Theme.gap : 0), parent.width * (Theme.portrait ? 1 : 0.55))
            readonly property int dot: Math.max(1, Math.floor(room / root.span))
            width: dot * root.span
            height: width
            x: Theme.portrait ? (parent.width - width) / 2 : (Theme.rightToLeft ? parent.width - width : 0)
            y: Theme.portrait ? 0 : (parent.height - height) / 2
            color: Theme.card
            radius: Theme.corner / 2
            border { color: Theme.edge; width: Theme.edgeWidth }

            Image {
                objectName: "qr"
                anchors.fill: parent
                source: root.slip.picture
                smooth: false
                cache: false
                Accessible.role: Accessible.Graphic
                Accessible.name: root.words["end.code"]
            }
        }

        Column {
            id: label
            x: Theme.portrait ? 0 : (Theme.rightToLeft ? 0 : sheet.width + Theme.margin)
            y: Theme.portrait ? parent.height - height : (parent.height - height) / 2
            width: Theme.portrait ? parent.width : parent.width - sheet.width - Theme.margin

            QuietLine {
                width: parent.width
                text: root.hint ? root.words["end.code"] : root.outcome
                horizontalAlignment: Theme.portrait ? Text.AlignHCenter : Text.AlignLeft
            }

            Words {
                width: parent.width
                text: "\u2066" + root.slip.code + "\u2069"
                font.pixelSize: Theme.codeText
                font.bold: true
                horizontalAlignment: Theme.portrait ? Text.AlignHCenter : Text.AlignLeft
            }
        }
    }
}
