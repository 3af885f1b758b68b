import QtQuick

// How many digits of a code were entered, and none of them.
Words {
    id: root

    property int entered: 0
    property string saying

    text: "•".repeat(entered) || "–"
    color: Theme.teal
    font.pixelSize: Theme.tight ? Theme.smallText : Theme.cardText
    Accessible.name: saying + ": " + entered
}
