import QtQuick

// The one question or sentence of a page.
Words {
    font.pixelSize: Theme.headingText
    font.bold: true
    lineHeight: 0.92
    Accessible.role: Accessible.Heading
}
