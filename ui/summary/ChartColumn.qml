pragma ComponentBehavior: Bound
import QtQuick
import ui.theme

// Charts one above the other; each takes the height that its bars need of the whole.
Column {
    id: root

    property var charts: []
    readonly property int titleRows: 2
    readonly property int rows: charts.reduce((sum, chart) => sum + chart.bars.length + titleRows, 0)

    spacing: Theme.gap

    Repeater {
        model: root.charts

        ChartCard {
            required property var modelData
            chart: modelData
            width: root.width
            height: (root.height - root.spacing * (root.charts.length - 1)) * (modelData.bars.length + root.titleRows) / root.rows
        }
    }
}
