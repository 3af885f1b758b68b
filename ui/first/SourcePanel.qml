import QtQuick
import ui.theme

// One way by which a code may come in: its sign, its name, and the place for it below.
FocusScope {
    id: root

    property string pictogram
    property string title
    default property alias content: place.data

    Pictogram {
        id: sign
        name: root.pictogram
        side: Theme.smallPictogram
        anchors { left: parent.left; top: parent.top }
    }

    Words {
        id: label
        text: root.title
        font.bold: true
        anchors { left: sign.right; leftMargin: Theme.gap; right: parent.right; verticalCenter: sign.verticalCenter }
    }

    Item {
        id: place
        anchors {
            left: parent.left; right: parent.right; bottom: parent.bottom
            top: label.height > sign.height ? label.bottom : sign.bottom; topMargin: Theme.gap
        }
    }
}
