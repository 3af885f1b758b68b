pragma ComponentBehavior: Bound
import QtQuick

// Digits for a code, as large as the place allows. Its order is the same in every script.
Grid {
    id: root

    required property var words
    property bool ready: true
    readonly property var keys: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "backspace", "0", "enter"]
    signal digit(string digit)
    signal backspace()
    signal enter()

    columns: Theme.portrait ? 3 : 6
    rows: Theme.portrait ? 4 : 2
    spacing: Theme.gap
    layoutDirection: Qt.LeftToRight
    LayoutMirroring.enabled: false

    function press(key) {
        if (key === "backspace") backspace();
        else if (key === "enter") enter();
        else digit(key);
    }

    Repeater {
        model: root.keys

        TouchButton {
            id: key
            required property string modelData
            objectName: "key-" + modelData
            width: (root.width - (root.columns - 1) * root.spacing) / root.columns
            height: Math.min((root.height - (root.rows - 1) * root.spacing) / root.rows, Theme.target * 1.4)
            padding: 0
            text: modelData.length > 1 ? root.words["staff.pin." + modelData] : modelData
            enabled: modelData !== "enter" || root.ready
            opacity: enabled ? 1 : 0.6
            onClicked: root.press(modelData)

            Pictogram {
                visible: key.modelData.length > 1
                anchors.centerIn: parent
                name: key.modelData === "enter" ? "check" : (key.modelData === "backspace" ? "backspace" : "")
                side: Theme.pictogram
            }

            Words {
                visible: key.modelData.length === 1
                anchors.centerIn: parent
                text: key.modelData
                font.pixelSize: Theme.headingText
                font.bold: true
                Accessible.ignored: true
            }
        }
    }
}
