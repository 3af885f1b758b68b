pragma ComponentBehavior: Bound
import QtQuick
import ui.bridge
import ui.office
import ui.theme

// One field that a scanner types into, always at the same place; above it one answer, or none. Letters and digits reach
// the field wherever the focus is, so that the Enter of a scanner never presses a button.
OfficePage {
    id: root

    required property DeskRootBridge bridge
    readonly property DeskBridge desk: bridge.desk
    readonly property bool hasAnswer: desk.view !== "ready"
    readonly property var page: desk.page

    title: (desk.view === "answer" ? page.heading : office.words[desk.view === "erase" ? "desk.erase.title" : "desk.scan"]) ?? ""
    hint: (desk.view === "answer" ? page.sentence : desk.view === "erase" ? "" : office.words["desk.scan.hint"]) ?? ""
    sign: desk.view === "answer" ? page.sign ?? "" : ""
    Keys.onPressed: event => event.accepted = catchLetters(event)
    Keys.onEscapePressed: desk.view === "erase" ? desk.keep() : desk.clear()

    function catchLetters(event) {
        const typed = event.text.length === 1 && event.text > " " && !(event.modifiers & (Qt.ControlModifier | Qt.AltModifier));
        if (typed) field.take(event.text);
        return typed;
    }

    Connections {
        target: root.desk
        function onPageChanged() {
            field.forceActiveFocus();
            if (root.desk.view === "answer") root.Accessible.announce(root.desk.page.heading + ". " + root.desk.page.sentence);
        }
    }

    Loader {
        anchors { left: parent.left; right: parent.right; top: parent.top; bottom: foot.top; bottomMargin: Theme.gap }
        sourceComponent: root.desk.view === "erase" ? erase : (root.hasAnswer ? answer : ready)
    }

    Item {
        id: foot
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        height: field.height

        EntryField {
            id: field
            objectName: "scan"
            focus: true
            anchors { left: parent.left; right: ways.left; rightMargin: ways.visible ? Theme.gap : 0 }
            label: root.office.words["desk.field"]
            onGiven: text => root.desk.read(text)
        }

        Row {
            id: ways
            anchors { right: parent.right; top: parent.top; bottom: parent.bottom }
            spacing: Theme.gap
            visible: root.desk.view === "answer"
            width: visible ? implicitWidth : 0

            ActionButton {
                objectName: "arrive"
                height: parent.height
                visible: root.page.may_arrive ?? false
                pictogram: "check"
                text: root.office.words["desk.arrive"]
                onClicked: root.desk.arrive()
            }

            ActionButton {
                objectName: "erase"
                height: parent.height
                visible: root.page.may_erase ?? false
                pictogram: "delete"
                text: root.office.words["desk.erase"]
                onClicked: root.desk.askErase()
            }

            ActionButton {
                objectName: "done"
                height: parent.height
                pictogram: "close"
                text: root.office.words["desk.done"]
                onClicked: root.desk.clear()
            }
        }
    }

    Component { id: ready; ReadyView { office: root.office; desk: root.desk } }
    Component { id: answer; AnswerView { office: root.office; page: root.page; layout: root.bridge.facts } }
    Component { id: erase; EraseView { office: root.office; desk: root.desk } }
}
