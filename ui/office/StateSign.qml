import QtQuick
import ui.theme

// How far a reading can be believed, as a shape beside its words: round, or a dark diamond where the person is to be
// asked. Never colour alone.
Rectangle {
    id: root

    property string sign
    readonly property bool round: sign === "here"

    visible: sign !== ""
    width: Theme.smallPictogram
    height: width
    radius: round ? width / 2 : 0
    rotation: round ? 0 : 45
    scale: round ? 1 : 0.7
    color: round ? Theme.softTeal : Theme.ink
    border { color: Theme.teal; width: round ? Theme.boldEdge : 0 }
    Accessible.ignored: true
}
