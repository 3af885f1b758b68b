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
    property Component delegate: choice
    signal picked(var card)

    readonly property var fitted: layout.fit(cards, width, height, style)
    readonly property int sheetCount: fitted.sheets.length
    readonly property int present: Math.min(sheet, sheetCount - 1)
    readonly property var shown: fitted.sheets[present]
    readonly property var heights: fitted.heights[present]
    readonly property real gridWidth: width - (sheetCount > 1 ? Theme.target + Theme.gap : 0)
    readonly property real cellWidth: (gridWidth - Theme.gap * (fitted.columns - 1)) / fitted.columns

    Grid {
        anchors.left: parent.left
        width: root.gridWidth
        columns: root.fitted.columns
        spacing: Theme.gap

        Repeater {
            model: root.shown

            CardSlot {
                required property var modelData
                required property int index
                card: modelData
                fitted: root.fitted
                width: root.cellWidth
                height: root.heights[Math.floor(index / root.fitted.columns)] ?? 0
                sourceComponent: root.delegate
            }
        }
    }

    Component {
        id: choice

        ChoiceCard {
            readonly property CardSlot slot: parent as CardSlot
            objectName: "card-" + (slot.card.name || slot.card.code)
            text: slot.card.label
            hint: slot.card.hint
            mark: slot.card.mark ?? ""
            pictogram: slot.card.pictogram
            stacked: slot.fitted.stacked
            textSize: root.style.text * slot.fitted.scale
            hintSize: root.style.hint * slot.fitted.scale
            side: slot.fitted.picture
            marks: root.marks
            chosenWord: root.chosenWord
            chosen: root.marked.indexOf(slot.card.name || slot.card.code) >= 0
            onClicked: root.picked(slot.card)
        }
    }

    TouchButton {
        id: more
        objectName: "more"
        visible: root.sheetCount > 1
        anchors { right: parent.right; top: parent.top; bottom: parent.bottom }
        width: Theme.target
        fill: Theme.softTeal
        line: Theme.softTeal
        padding: 0
        text: root.moreWord
        onClicked: root.sheet = (root.sheet + 1) % root.sheetCount

        contentItem: Item {
            Pictogram { anchors.centerIn: parent; name: more.visible ? "forward" : ""; side: Theme.pictogram }
        }
    }
}
