pragma ComponentBehavior: Bound
import QtQuick
import ui.bridge
import ui.theme

// What a person shared: needs at the leading side, large; the rest beside them.
Item {
    id: root

    required property OfficeBridge office
    required property FactsBridge layout
    required property var page
    readonly property var needs: page.needs ?? []
    readonly property bool crowded: needs.length > 4

    Item {
        id: leading
        anchors { left: parent.left; top: parent.top; bottom: parent.bottom }
        width: facts.visible ? (parent.width - Theme.gap) * 0.46 : parent.width

        Grid {
            id: tiles
            visible: root.needs.length > 0
            width: parent.width
            columns: root.crowded ? 2 : 1
            spacing: Theme.gap * 0.7

            Repeater {
                model: root.needs

                NeedTile {
                    required property var modelData
                    required property int index
                    objectName: "need-" + index
                    width: (tiles.width - tiles.spacing * (tiles.columns - 1)) / tiles.columns
                    height: Math.min(Theme.target * 1.15, (leading.height - tiles.spacing * 3) / 4)
                    text: modelData.label
                    pictogram: modelData.pictogram
                    urgent: modelData.pictogram === "doctor"
                    small: root.crowded
                }
            }
        }

        Column {
            anchors { left: parent.left; right: parent.right; verticalCenter: parent.verticalCenter }
            visible: !tiles.visible
            spacing: Theme.gap

            Rectangle {
                anchors.horizontalCenter: parent.horizontalCenter
                width: Math.min(Theme.largePictogram * 1.6, leading.height * 0.5)
                height: width
                radius: width / 2
                color: Theme.softTeal

                Pictogram { anchors.centerIn: parent; name: root.page.sign === "again" ? "leaflet" : "interpreter"; side: parent.width * 0.5 }
            }

            Words {
                objectName: "nothing"
                width: parent.width
                visible: text !== ""
                horizontalAlignment: Text.AlignHCenter
                text: root.page.nothing ?? ""
                font.pixelSize: Theme.quietText
            }
        }
    }

    FactsCard {
        id: facts
        anchors { left: leading.right; leftMargin: Theme.gap; right: parent.right; top: parent.top; bottom: parent.bottom }
        visible: (root.page.facts ?? []).length > 0
        layout: root.layout
        facts: root.page.facts ?? []
        notes: [root.page.source ?? "", ...(root.page.remarks ?? [])].filter(note => note)
        moreWord: root.office.words["bar.more-answers"]
    }
}
