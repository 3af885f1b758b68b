pragma ComponentBehavior: Bound
import QtQuick
import ui.bridge
import ui.theme

// Cards that reflow in columns and page when they do not fit; the first cards lead every sheet.
Item {
    id: root

    required property LayoutBridge layout
    property var cards: []
    property var marked: []
    property bool marks: false
    property string chosenWord
    property string moreWord
    property int sheet: 0
    property real textSize: Theme.cardText
    property var style: ({
        text: textSize, hint: Theme.smallText, padding: Theme.padding, inset: Theme.inset, gap: Theme.gap,
        pictogram: Theme.pictogram, check: marks ? Theme.check : 0, smallest: Theme.target, more: Theme.target
    })
    property bool seen: visible // from then on
    property Component delegate: choice // has `modelData` and `index`, and the size of its place from here
    signal picked(var card)

    readonly property var fitted: layout.fit(seen ? cards : [], width, height, style)
    readonly property int sheetCount: fitted.sheets.length
    readonly property int present: Math.min(sheet, sheetCount - 1)
    readonly property var shown: fitted.sheets[present]
    readonly property var heights: fitted.heights[present]
    readonly property real gridWidth: width - (sheetCount > 1 ? Theme.target + Theme.gap : 0)
    readonly property real cellWidth: (gridWidth - Theme.gap * (fitted.columns - 1)) / fitted.columns

    onVisibleChanged: if (visible) seen = true

    function heightOf(index) { return heights[Math.floor(index / fitted.columns)] ?? 0; }

    Grid {
        anchors.left: parent.left
        width: root.gridWidth
        columns: root.fitted.columns
        spacing: Theme.gap

        Repeater {
            model: root.shown
            delegate: root.delegate
        }
    }

    Component {
        id: choice

        ChoiceCard {
            required property var modelData
            required property int index
            readonly property var card: modelData
            width: root.cellWidth
            height: root.heightOf(index)
            objectName: "card-" + (card.name || card.code)
            text: card.label
            hint: card.hint
            mark: card.mark ?? ""
            pictogram: card.pictogram
            stacked: root.fitted.stacked
            textSize: root.style.text * root.fitted.scale
            hintSize: root.style.hint * root.fitted.scale
            side: root.fitted.picture
            marks: root.marks
            chosenWord: root.chosenWord
            chosen: root.marked.indexOf(card.name || card.code) >= 0
            onClicked: root.picked(card)
        }
    }

    Loader {
        active: root.sheetCount > 1
        anchors { right: parent.right; top: parent.top; bottom: parent.bottom }
        width: Theme.target

        sourceComponent: TouchButton {
            objectName: "more"
            fill: Theme.softTeal
            line: Theme.softTeal
            padding: 0
            text: root.moreWord
            onClicked: root.sheet = (root.sheet + 1) % root.sheetCount

            Pictogram { anchors.centerIn: parent; name: "forward"; side: Theme.pictogram }
        }
    }
}
