import QtQuick
import ui.bridge

// What a page tells the frame around it: heading and quiet line, the ways on, and which signs stand beside them. Its own
// content fills the middle.
Item {
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
    signal wayChosen(int index)
}
