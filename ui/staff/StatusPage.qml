pragma ComponentBehavior: Bound
import QtQuick
import ui.bridge
import ui.guest
import ui.theme

// How this kiosk is: words and a shape, never colour alone, never a number.
CoverPage {
    id: root

    readonly property StaffBridge staff: bridge.staff as StaffBridge

    title: visit.words["staff.title"]
    hint: staff.hint
    cornerShown: false
    callShown: false
    ways: [visit.words["staff.settings"], visit.words["staff.leave"]]
    onWayChosen: index => index ? staff.leave() : staff.open("settings")

    CardGrid {
        id: grid
        anchors.fill: parent
        layout: root.bridge.layout
        cards: root.staff.lines
        moreWord: root.visit.words["bar.more-answers"]
        style: ({
            text: Theme.bodyText, hint: Theme.quietText, padding: 0, inset: 0, gap: Theme.gap,
            pictogram: Theme.smallPictogram, check: 0, smallest: Theme.smallPictogram, more: Theme.target, most: 2
        })
        delegate: StatusLine {
            required property var modelData
            required property int index
            width: grid.cellWidth
            height: grid.heightOf(index)
            text: modelData.label
            hint: modelData.hint
            works: modelData.works
            scaled: grid.fitted.scale
        }
    }
}
