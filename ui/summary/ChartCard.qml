pragma ComponentBehavior: Bound
import QtQuick
import ui.theme

// Bars on a white card: the same chart as on paper (printers/charts.py), from the same page.
Rectangle {
    id: root

    required property var chart
    readonly property var bars: chart.bars
    readonly property int longest: bars.reduce((most, bar) => Math.max(most, bar.whole ?? bar.filled), 1)

    radius: Theme.corner
    color: Theme.card
    border { color: Theme.edge; width: Theme.edgeWidth }

    Words {
        id: title
        anchors { left: parent.left; right: parent.right; top: parent.top; margins: Theme.padding * 0.7; topMargin: Theme.smallGap * 1.5 }
        text: root.chart.title
        font { pixelSize: Theme.smallText; bold: true }
    }

    Row {
        id: legend
        anchors { left: title.left; top: title.bottom }
        spacing: Theme.gap

        Repeater {
            model: root.chart.legend

            Row {
                id: part
                required property string modelData
                required property int index
                spacing: Theme.smallGap

                Rectangle {
                    anchors.verticalCenter: parent.verticalCenter
                    width: Theme.bandText * 0.7
                    height: width
                    radius: width / 4
                    color: part.index ? Theme.softTeal : Theme.teal
                    border { color: Theme.teal; width: part.index ? Theme.edgeWidth : 0 }
                }

                Words { text: part.modelData; color: Theme.quiet; font.pixelSize: Theme.bandText }
            }
        }
    }

    Column {
        id: rows
        anchors { left: parent.left; right: parent.right; top: legend.bottom; bottom: parent.bottom; margins: Theme.padding * 0.7; topMargin: Theme.smallGap; bottomMargin: Theme.smallGap }

        Repeater {
            model: root.bars

            ChartBar {
                required property var modelData
                bar: modelData
                longest: root.longest
                width: rows.width
                height: Math.min(Theme.target * 0.7, rows.height / root.bars.length)
            }
        }
    }
}
