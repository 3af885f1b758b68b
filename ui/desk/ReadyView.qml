import QtQuick
import ui.bridge
import ui.office
import ui.theme

// Nobody's answer is here: what the last line gave, and whether all that has come is in.
Item {
    id: root

    required property OfficeBridge office
    required property DeskBridge desk

    Column {
        anchors { left: parent.left; right: parent.right; verticalCenter: parent.verticalCenter }
        spacing: Theme.gap

        Rectangle {
            anchors.horizontalCenter: parent.horizontalCenter
            width: Math.min(Theme.largePictogram * 1.6, root.height * 0.5)
            height: width
            radius: width / 2
            color: Theme.softTeal

            Pictogram { anchors.centerIn: parent; name: root.desk.sentence ? "questions" : "leaflet"; side: parent.width * 0.5 }
        }

        Words {
            objectName: "sentence"
            anchors.horizontalCenter: parent.horizontalCenter
            width: Math.min(parent.width, Theme.target * 10)
            horizontalAlignment: Text.AlignHCenter
            text: root.desk.working ? root.office.words["desk.reading"] : root.desk.sentence
            visible: text !== ""
            font.bold: true
        }

        QuietLine {
            objectName: "news"
            anchors.horizontalCenter: parent.horizontalCenter
            width: Math.min(parent.width, Theme.target * 10)
            horizontalAlignment: Text.AlignHCenter
            text: root.desk.news
            visible: text !== ""
            font.pixelSize: Theme.smallText
        }

        ActionButton {
            objectName: "take-in"
            anchors.horizontalCenter: parent.horizontalCenter
            enabled: !root.desk.taking
            pictogram: "refresh"
            text: root.office.words["office.take-in"]
            onClicked: root.desk.takeIn()
        }
    }
}
