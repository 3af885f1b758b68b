import QtQuick
import ui.theme

// One line for the keyboard or a scanner. What was typed leaves the field with Enter.
FocusScope {
    id: root

    property string label
    property bool secret: false
    signal given(string text)

    implicitHeight: Theme.target * 0.8

    function take(letters) {
        input.forceActiveFocus();
        input.insert(input.length, letters);
    }

    function clear() {
        input.clear();
    }

    function hand() {
        const text = input.text;
        input.clear();
        root.given(text);
    }

    Rectangle {
        anchors.fill: parent
        radius: Theme.corner
        color: Theme.card
        border { color: input.activeFocus ? Theme.teal : Theme.edge; width: input.activeFocus ? Theme.boldEdge : Theme.edgeWidth }
    }

    Words {
        visible: input.length === 0
        anchors { left: parent.left; right: parent.right; margins: Theme.padding; verticalCenter: parent.verticalCenter }
        text: root.label
        color: Theme.quiet
        font.pixelSize: Theme.smallText
        Accessible.ignored: true
    }

    TextInput {
        id: input
        objectName: "field"
        anchors { left: parent.left; right: parent.right; margins: Theme.padding; verticalCenter: parent.verticalCenter }
        focus: true
        activeFocusOnTab: true
        clip: true
        color: Theme.ink
        selectionColor: Theme.teal
        selectedTextColor: Theme.overTeal
        font.pixelSize: Theme.bodyText
        maximumLength: 1024
        horizontalAlignment: Text.AlignLeft
        echoMode: root.secret ? TextInput.Password : TextInput.Normal
        inputMethodHints: Qt.ImhSensitiveData | Qt.ImhNoPredictiveText | Qt.ImhNoAutoUppercase
        Accessible.role: Accessible.EditableText
        Accessible.name: root.label
        Accessible.passwordEdit: root.secret
        onAccepted: root.hand()
    }
}
