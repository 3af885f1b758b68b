import QtQuick
import ui.bridge
import ui.guest
import ui.theme

// The frame of a page, with the anatomy of the guests' pages: heading and what is wrong at the leading edge, language
// and close at the trailing edge, the page's own content between, the ways on below.
FocusScope {
    id: root

    required property EnrolBridge enrol
    required property LayoutBridge layout
    property string title
    property string hint
    property bool cornersShown: true
    property bool backShown: false
    property var ways: []
    default property alias content: middle.data
    signal wayChosen(int index)
    signal backChosen()

    focus: true

    Row {
        id: corners
        visible: root.cornersShown
        anchors { right: parent.right; rightMargin: Math.max(0, Theme.margin - (Theme.target - Theme.cornerSign) / 2) }
        y: Theme.portrait ? parent.height - Theme.margin - Theme.target : Theme.gap

        CornerButton {
            objectName: "language"
            pictogram: "language"
            text: root.enrol.words["bar.language"]
            onClicked: root.enrol.openLanguages()
        }

        CornerButton {
            objectName: "close"
            pictogram: "close"
            colour: Theme.quiet
            text: root.enrol.words["corner.close"]
            onClicked: root.enrol.leave()
        }
    }

    Column {
        id: head
        anchors {
            left: parent.left; leftMargin: Theme.margin
            right: parent.right; rightMargin: Theme.margin + (Theme.portrait ? 0 : corners.width + Theme.gap)
        }
        y: Theme.gap + Math.max(0, (Theme.target - height) / 2)
        spacing: Theme.smallGap / 2

        Heading { width: parent.width; text: root.title }

        QuietLine {
            objectName: "told"
            width: parent.width
            text: root.enrol.problem || root.hint
            color: root.enrol.problem ? Theme.ink : Theme.quiet
            font.bold: root.enrol.problem !== ""
            visible: text !== ""
        }
    }

    Item {
        id: middle
        anchors {
            left: parent.left; leftMargin: Theme.margin
            right: parent.right; rightMargin: Theme.margin
            top: parent.top; topMargin: Math.max(head.y + head.height, Theme.gap + Theme.target) + Theme.gap
            bottom: bar.top; bottomMargin: Theme.gap * 1.2
        }
    }

    BottomBar {
        id: bar
        anchors {
            left: parent.left; leftMargin: Theme.margin
            right: parent.right; rightMargin: Theme.margin
            bottom: parent.bottom; bottomMargin: Theme.margin
        }
        height: implicitHeight
        layout: root.layout
        ways: root.ways
        backShown: root.backShown
        callShown: false
        backText: root.enrol.words["bar.back"]
        onBack: root.backChosen()
        onWay: index => root.wayChosen(index)
    }
}
