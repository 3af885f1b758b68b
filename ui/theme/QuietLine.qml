import QtQuick

// The honest line that takes fear away.
Words {
    color: Theme.quiet
    font.pixelSize: Theme.quietText
}
