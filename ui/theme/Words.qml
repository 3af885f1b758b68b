import QtQuick

// Text that wraps between words and never loses one.
Text {
    color: Theme.ink
    font.pixelSize: Theme.bodyText
    wrapMode: Text.WordWrap
    horizontalAlignment: Text.AlignLeft
    textFormat: Text.PlainText
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}
