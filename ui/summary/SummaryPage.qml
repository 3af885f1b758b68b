pragma ComponentBehavior: Bound
import QtQuick
import ui.bridge
import ui.office
import ui.theme

// One day: its figures and facts always, and two sheets of charts, the same as on paper.
OfficePage {
    id: root

    required property SummaryRootBridge bridge
    readonly property SummaryBridge summary: bridge.summary
    readonly property var page: summary.page
    readonly property var leading: page.left ?? []
    readonly property var trailing: page.right ?? []
    readonly property bool counted: leading.length > 0
    property int sheet: 0

    title: office.words["summary.title"]
    hint: counted ? page.site + "  ·  " + page.edition : office.organisation
    Keys.onLeftPressed: summary.go(Theme.rightToLeft ? 1 : -1)
    Keys.onRightPressed: summary.go(Theme.rightToLeft ? -1 : 1)

    DayPicker {
        id: days
        anchors { left: parent.left; top: parent.top }
        focus: true
        office: root.office
        summary: root.summary
    }

    Row {
        id: figures
        anchors { left: days.right; leftMargin: Theme.margin; right: parent.right; verticalCenter: days.verticalCenter }
        spacing: Theme.gap

        Repeater {
            model: root.page.figures ?? []

            FigureTile {
                required property var modelData
                width: (figures.width - 2 * figures.spacing) / 3
                value: modelData.value
                label: modelData.label
            }
        }
    }

    FactsColumn {
        id: facts
        anchors { left: parent.left; top: charts.top; bottom: charts.bottom }
        width: parent.width * 0.27
        facts: root.page.facts ?? []
        statement: root.page.statement ?? ""
    }

    Row {
        id: charts
        anchors { left: facts.right; leftMargin: Theme.gap; right: parent.right; top: days.bottom; topMargin: Theme.gap; bottom: foot.top; bottomMargin: Theme.gap }
        spacing: Theme.gap

        ChartColumn {
            width: (parent.width - parent.spacing) * (root.sheet ? 0.5 : 0.56)
            height: parent.height
            charts: root.leading.slice(root.sheet, root.sheet + 1)
        }

        ChartColumn {
            width: (parent.width - parent.spacing) * (root.sheet ? 0.5 : 0.44)
            height: parent.height
            charts: root.trailing.slice(root.sheet * 2, root.sheet * 2 + 2)
        }
    }

    Words {
        objectName: "counting"
        anchors.centerIn: charts
        visible: root.summary.counting
        text: root.office.words["summary.counting"]
        color: Theme.quiet
    }

    Item {
        id: foot
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        height: ways.height

        QuietLine {
            objectName: "news"
            anchors { left: parent.left; right: ways.left; rightMargin: Theme.gap; top: parent.top; bottom: parent.bottom }
            text: root.summary.news || (root.page.remarks ?? []).join("\n")
            verticalAlignment: Text.AlignVCenter
            fontSizeMode: Text.VerticalFit
            minimumPixelSize: Theme.bandText * 0.6
            visible: text !== ""
            font.pixelSize: Theme.bandText
            wrapMode: Text.Wrap
        }

        Row {
            id: ways
            anchors { right: parent.right; bottom: parent.bottom }
            spacing: Theme.gap

            ActionButton {
                objectName: "sheet"
                visible: root.counted
                pictogram: "forward"
                text: root.counted ? root.leading[1 - root.sheet].title : ""
                onClicked: root.sheet = 1 - root.sheet
            }

            ActionButton {
                objectName: "take-in"
                enabled: !root.summary.acting
                pictogram: "refresh"
                Accessible.name: root.office.words["office.take-in"]
                onClicked: root.summary.takeIn()
            }

            ActionButton {
                objectName: "save"
                enabled: root.counted && !root.summary.acting
                pictogram: "leaflet"
                text: root.office.words["summary.save"]
                onClicked: root.summary.save()
            }
        }
    }
}
