pragma Singleton
import QtQuick

// Every colour and size of the window. One rule: a page asks here and never says a number or a colour itself.
QtObject {
    id: root

    // Set once by the root window.
    property size window: Qt.size(1280, 800) // both at once: nothing is laid out for a panel that is as wide as high
    property real diagonal: 10.1
    property real textScale: 1
    property bool highContrast: false
    property bool reduceMotion: false
    property bool rightToLeft: false
    property string reach: ""

    readonly property color paper: highContrast ? "#FFFFFF" : "#F7F3EC"
    readonly property color card: "#FFFFFF"
    readonly property color edge: highContrast ? "#000000" : "#8C8576"
    readonly property color ink: highContrast ? "#000000" : "#1F2A2E"
    readonly property color quiet: highContrast ? "#000000" : "#3F4B52"
    readonly property color teal: highContrast ? "#003A40" : "#0A5056"
    readonly property color softTeal: highContrast ? "#FFFFFF" : "#DCEBEA"
    readonly property color overTeal: "#FFFFFF"
    readonly property color band: "#5B2C83"
    readonly property color bandStripe: "#6A3A92"

    // Ways on stand at the hand that reaches them, else where reading ends.
    readonly property bool barMirrored: reach ? reach === "left" : rightToLeft

    readonly property real unit: Math.min(window.width, window.height) / 800
    readonly property bool portrait: window.height > window.width
    readonly property bool large: textScale > 1.4
    readonly property bool tight: !portrait && large
    readonly property bool cornersBelow: portrait || tight // the heading needs the whole width
    readonly property real millimetre: Math.hypot(window.width, window.height) / (diagonal * 25.4)
    readonly property real target: Math.ceil(20 * millimetre)

    readonly property real headingText: Math.round(46 * unit * Math.min(tight ? 1.25 : 1.5, 1 + (textScale - 1) / 2))
    readonly property real cardText: Math.round(32 * unit * textScale)
    readonly property real bodyText: Math.round(29 * unit * textScale)
    readonly property real nameText: Math.round(42 * unit * textScale)
    readonly property real barText: Math.round(29 * unit * textScale)
    readonly property real quietText: Math.round(25 * unit * textScale)
    readonly property real smallText: Math.round(22 * unit * textScale)
    readonly property real bandText: Math.round(18 * unit)
    readonly property real codeText: Math.round(44 * unit * (1 + (textScale - 1) / 2))

    readonly property real margin: Math.round(36 * unit)
    readonly property real gap: Math.round(18 * unit)
    readonly property real smallGap: Math.round(8 * unit)
    readonly property real padding: Math.round(22 * unit)
    readonly property real inset: Math.round(10 * unit)
    readonly property real corner: Math.round(22 * unit)
    readonly property real edgeWidth: Math.max(1, Math.round(2 * unit))
    readonly property real boldEdge: Math.max(2, Math.round(4 * unit))
    readonly property real ring: Math.round(7 * unit)
    readonly property real pictogram: Math.round(64 * unit)
    readonly property real largePictogram: Math.round(128 * unit)
    readonly property real smallPictogram: Math.round(40 * unit)
    readonly property real cornerSign: Math.round(46 * unit)
    readonly property real check: Math.round(36 * unit)
    readonly property int slide: reduceMotion ? 0 : 180
    readonly property int pulse: 1600
}
