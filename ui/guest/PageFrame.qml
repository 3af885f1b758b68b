import QtQuick
import ui.bridge
import ui.theme

// What stays where it is on every page: heading and its quiet line at the leading edge; speaker, language and volunteer
// at the trailing edge (at the foot where the heading needs the width), the bar below. It is made once and takes its
// words from the page in the middle, or from the cover that lies over it. Heights are sums here, not a positioner's: those
// come a frame later, and the page would be laid out twice.
Item {
    id: root

    required property WindowBridge bridge
    readonly property VisitBridge visit: bridge.visit
    readonly property var words: visit.words
    property GuestPage page // the one that is seen
    readonly property var given: ({ bridge: bridge, visible: false }) // one for all pages: Qt never lets go of what a loader is given
    property real shift // how far a new page has still to slide

    function turn() {
        load(pageLoader, visit.page);
        if (Theme.slide) {
            shift = Theme.margin * (visit.rightToLeft ? -1 : 1);
            slide.restart();
        }
    }

    function cover() {
        load(coverLoader, visit.cover);
    }

    // A page is made unseen and shown when the frame has its words: its cards are made once, for the room that there is.
    function load(loader, source) {
        loader.setSource(source, given);
        show((coverLoader.item ?? pageLoader.item) as GuestPage);
    }

    // What a finger or a key held on the page before is let go: nothing of it acts on this one.
    function show(next) {
        const held = Window.activeFocusItem as TouchButton;
        if (held)
            held.focus = false;
        enabled = false;
        page = next;
        enabled = true;
        pageLoader.visible = next === pageLoader.item;
        next.visible = true;
    }

    NumberAnimation { id: slide; target: root; property: "shift"; to: 0; duration: Theme.slide; easing.type: Easing.OutCubic }

    Item {
        id: head
        anchors { left: parent.left; leftMargin: Theme.margin; right: parent.right; rightMargin: Theme.margin + (Theme.cornersBelow ? 0 : corners.width + Theme.gap) }
        y: Theme.gap + (Theme.tight ? 0 : Math.max(0, (Theme.target - height) / 2))
        height: heading.height + (hint.visible ? Theme.smallGap / 2 + hint.height : 0)
        transform: Translate { x: root.shift }

        Heading {
            id: heading
            width: parent.width
            text: root.page?.title ?? ""
        }

        QuietLine {
            id: hint
            y: heading.height + Theme.smallGap / 2
            width: parent.width
            text: root.page?.hint ?? ""
            visible: text !== ""
        }
    }

    Row {
        id: corners
        readonly property bool heard: root.bridge.speech.offered
        readonly property bool languageShown: root.page?.languageShown ?? false
        readonly property bool cornerShown: root.page?.cornerShown ?? false
        LayoutMirroring.enabled: Theme.cornersBelow ? Theme.barMirrored : Theme.rightToLeft
        LayoutMirroring.childrenInherit: true
        anchors { right: parent.right; rightMargin: Math.max(0, Theme.margin - (Theme.target - Theme.cornerSign) / 2) }
        y: Theme.cornersBelow ? parent.height - Theme.margin - Theme.target : Theme.gap
        width: Theme.target * (1 + (heard ? 1 : 0) + (heard || languageShown ? 1 : 0))

        SpeakerButton {
            objectName: "speaker"
            visible: corners.heard
            speaking: root.bridge.speech.speaking
            text: root.words[speaking ? "bar.quiet" : "bar.listen"]
            onClicked: root.bridge.speech.toggle()
        }

        Item { // keeps the speaker where it is on every page
            visible: !corners.languageShown && corners.heard
            width: Theme.target
            height: Theme.target
        }

        CornerButton {
            objectName: "language"
            visible: corners.languageShown
            pictogram: "language"
            text: root.words["bar.language"]
            onClicked: root.visit.openLanguages()
        }

        CornerButton {
            objectName: "corner"
            visible: corners.cornerShown
            pictogram: "menu"
            colour: Theme.quiet
            text: root.words["corner.open"]
            onClicked: (root.bridge.corner as CornerBridge).open()
        }

        Item { // keeps the language where it is on every page
            visible: !corners.cornerShown
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
        transform: Translate { x: root.shift }

        Loader {
            id: pageLoader
            objectName: "page"
            Binding on width { when: pageLoader.visible; value: middle.width; restoreMode: Binding.RestoreNone }
            Binding on height { when: pageLoader.visible; value: middle.height; restoreMode: Binding.RestoreNone }
        }

        Loader {
            id: coverLoader
            objectName: "cover"
            anchors.fill: parent
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
        besides: Theme.cornersBelow && (corners.languageShown || corners.cornerShown || corners.heard) ? corners.width : 0
        ways: root.page?.ways ?? []
        signs: root.page?.signs ?? []
        apart: root.page?.apart ?? false
        backShown: root.page?.backShown ?? false
        callShown: root.page?.callShown ?? false
        backText: root.words["bar.back"]
        callText: root.words["bar.call"]
        onBack: root.visit.back()
        onCall: (root.bridge.presence as PresenceBridge).callHelp()
        onWay: index => root.page.wayChosen(index)
    }
}
