import QtQuick
import ui.theme

// Takes letters from a keyboard or a scanner that types; enter gives them on. Letters run left to right everywhere.
FocusScope {
    id: root

    property string placeholder
    readonly property alias text: input.text
    signal entered(string code)

    onEnabledChanged: if (enabled) { input.selectAll(); input.forceActiveFocus(); }

    Rectangle {
        anchors.fill: parent
        radius: Theme.corner
        color: Theme.card
        border { color: input.activeFocus ? Theme.teal : Theme.edge; width: input.activeFocus ? Theme.boldEdge : Theme.edgeWidth }

        TapHandler { onTapped: input.forceActiveFocus() }

        Words {
            anchors { fill: parent; margins: Theme.padding }
            visible: input.text === ""
            text: root.placeholder
            color: Theme.quiet
            Accessible.ignored: true
        }

        Flickable {
            anchors { fill: parent; margins: Theme.padding }
            clip: true
            contentHeight: input.height
            contentY: Math.max(0, input.height - height)
            interactive: input.height > height

            TextEdit {
                id: input
                objectName: "code"
                width: parent.width
                focus: true
                activeFocusOnTab: true
                color: Theme.ink
                font.pixelSize: Theme.smallText
                wrapMode: TextEdit.WrapAnywhere
                textFormat: TextEdit.PlainText
                inputMethodHints: Qt.ImhNoPredictiveText | Qt.ImhSensitiveData
                horizontalAlignment: TextEdit.AlignLeft
                LayoutMirroring.enabled: false
                selectByMouse: true
                selectionColor: Theme.softTeal
                selectedTextColor: Theme.ink
                Accessible.role: Accessible.EditableText
                Accessible.name: root.placeholder
                Keys.onReturnPressed: root.entered(text)
                Keys.onEnterPressed: root.entered(text)
                Keys.onTabPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
                Keys.onBacktabPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
            }
        }
    }
}
