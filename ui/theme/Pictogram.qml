import QtQuick

// A pictogram in one colour. Decoration beside words: a screen reader passes over it.
Image {
    id: root

    property string name
    property color colour: Theme.teal
    property real side: Theme.pictogram

    source: name ? "image://pictogram/" + name + "/" + colour.toString().slice(-6) + "/" + (Theme.rightToLeft ? "rtl" : "ltr") : ""
    visible: name !== ""
    width: side
    height: side
    sourceSize: Qt.size(side, side)
    Accessible.ignored: true
}
