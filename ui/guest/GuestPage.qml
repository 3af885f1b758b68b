import QtQuick
import ui.bridge
import ui.theme

// The frame of a page: heading and its quiet line at the leading edge; speaker, language and volunteer at the trailing edge
// (at the foot where the heading needs the width), the page's own content between, the bar below.
Item {
    id: root

    required property WindowBridge bridge
    readonly property VisitBridge visit: bridge.visit
    readonly property var words: visit.words
    property string title: visit.title
    property string hint: visit.hint
    property bool languageShown: true
    property bool cornerShown: true
    property bool backShown: visit.canGoBack
    property bool callShown: true
    property var ways: []
    property var signs: [] // pictograms of the ways, for whoever does not read
    property bool apart: false // the first way loses something
    default property alias content: middle.data
    readonly property alias contentWidth: middle.width
    readonly property alias contentHeight: middle.height
    signal wayChosen(int index)

    Component.onCompleted: x = 0
    Behavior on x { NumberAnimation { duration: Theme.slide; easing.type: Easing.OutCubic } }

    Column {
        id: head
        anchors { left: parent.left; leftMargin: Theme.margin; right: parent.right; rightMargin: Theme.margin + (Theme.cornersBelow ? 0 : corners.width + Theme.gap) }
        y: Theme.gap + (Theme.tight ? 0 : Math.max(0, (Theme.target - height) / 2))
        spacing: Theme.smallGap / 2

        Heading { width: parent.width; text: root.title }
        QuietLine { width: parent.width; text: root.hint; visible: text !== "" }
    }

    Row {
        id: corners
        LayoutMirroring.enabled: Theme.cornersBelow ? Theme.barMirrored : Theme.rightToLeft
        LayoutMirroring.childrenInherit: true
        anchors { right: parent.right; rightMargin: Math.max(0, Theme.margin - (Theme.target - Theme.cornerSign) / 2) }
        y: Theme.cornersBelow ? parent.height - Theme.margin - Theme.target : Theme.gap

        SpeakerButton {
            objectName: "speaker"
            visible: root.bridge.speech.offered
            speaking: root.bridge.speech.speaking
            text: root.words[speaking ? "bar.quiet" : "bar.listen"]
            onClicked: root.bridge.speech.toggle()
        }

        Item { // keeps the speaker where it is on every page
            visible: !root.languageShown && root.bridge.speech.offered
            width: Theme.target
            height: Theme.target
        }

        CornerButton {
            objectName: "language"
            visible: root.languageShown
            pictogram: "language"
            text: root.words["bar.language"]
            onClicked: root.visit.openLanguages()
        }

        CornerButton {
            objectName: "corner"
            visible: root.cornerShown
            pictogram: "menu"
            colour: Theme.quiet
            text: root.words["corner.open"]
            onClicked: (root.bridge.corner as CornerBridge).open()
        }

        Item { // keeps the language where it is on every page
            visible: !root.cornerShown
            width: Theme.target
            height: Theme.target
        }
    }

    Item {
        id: middle
        anchors {
            left: parent.left; leftMargin: Theme.margin
            right: parent.right; rightMargin: Theme.margin
            top: parent.top; topMargin: Math.max(head.y + head.height, Theme.tight ? 0 : Theme.gap + Theme.target) + Theme.smallGap
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
        LayoutMirroring.enabled: Theme.barMirrored
        LayoutMirroring.childrenInherit: true
        layout: root.bridge.layout
        besides: Theme.cornersBelow && (root.languageShown || root.cornerShown || root.bridge.speech.offered) ? corners.width : 0
        ways: root.ways
        signs: root.signs
        apart: root.apart
        backShown: root.backShown
        callShown: root.callShown
        backText: root.words["bar.back"]
        callText: root.words["bar.call"]
        onBack: root.visit.back()
        onCall: (root.bridge.presence as PresenceBridge).callHelp()
        onWay: index => root.wayChosen(index)
    }
}
