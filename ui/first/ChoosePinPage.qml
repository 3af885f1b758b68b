import QtQuick
import ui.first
import ui.theme

// A staff code, twice, on the kiosk's own keypad or a keyboard.
FirstPage {
    id: root

    title: enrol.again ? enrol.words["first.pin.again"] : enrol.words["first.pin"]
    hint: enrol.words["first.pin.hint"]
    backShown: true
    onBackChosen: enrol.anotherCode()

    Item {
        anchors.fill: parent
        focus: true
        Keys.onPressed: event => /^[0-9]$/.test(event.text) ? root.enrol.press(event.text) : event.accepted = false
        Keys.onReturnPressed: root.enrol.enter()
        Keys.onEnterPressed: root.enrol.enter()

        Dots {
            id: dots
            anchors { top: parent.top; horizontalCenter: parent.horizontalCenter }
            entered: root.enrol.entered
            saying: root.enrol.words["staff.pin.entered"]
        }

        Keypad {
            anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
            height: Math.min(parent.height - dots.height - Theme.smallGap, rows * Theme.target * 1.4 + (rows - 1) * spacing)
            words: root.enrol.words
            ready: !root.enrol.busy
            onDigit: digit => root.enrol.press(digit)
            onBackspace: root.enrol.backspace()
            onEnter: root.enrol.enter()
        }
    }
}
