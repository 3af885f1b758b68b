import QtQuick
import ui.bridge
import ui.guest
import ui.theme

// The staff code on an own keypad; a delay after a wrong one is told in words.
CoverPage {
    id: root

    readonly property StaffBridge staff: bridge.staff as StaffBridge

    title: visit.words["staff.pin"]
    hint: staff.sentence
    cornerShown: false
    ways: [visit.words["corner.close"]]
    onWayChosen: staff.leave()

    Dots {
        id: dots
        anchors { top: parent.top; horizontalCenter: parent.horizontalCenter }
        entered: root.staff.entered
        saying: root.visit.words["staff.pin.entered"]
    }

    Keypad {
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        height: Math.min(parent.height - dots.height - Theme.smallGap, rows * Theme.target * 1.4 + (rows - 1) * spacing)
        words: root.visit.words
        ready: root.staff.ready
        onDigit: digit => root.staff.press(digit)
        onBackspace: root.staff.backspace()
        onEnter: root.staff.enter()
    }
}
