import QtQuick

// A card's place in a grid: what its delegate reads.
Loader {
    property var card
    property var fitted
}
