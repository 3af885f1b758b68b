import QtQuick
import ui.first
import ui.guest
import ui.theme

// The site's code: one tap on a file that lies on a stick, or letters from a keyboard or a hand scanner.
FirstPage {
    id: root

    title: enrol.words["first.title"]
    hint: enrol.busy ? enrol.words["first.code.asking"] : enrol.words["first.code.hint"]
    ways: [enrol.words["bar.go-on"]]
    onWayChosen: enrol.takeText(field.text)

    Grid {
        id: halves
        readonly property real each: Theme.portrait ? parent.width : (parent.width - spacing) / 2
        readonly property real tall: Theme.portrait ? (parent.height - spacing) / 2 : parent.height
        anchors.fill: parent
        columns: Theme.portrait ? 1 : 2
        spacing: Theme.margin

        SourcePanel {
            width: halves.each
            height: halves.tall
            pictogram: "stick"
            title: root.enrol.words["first.code.stick"]

            CardGrid {
                anchors.fill: parent
                visible: root.enrol.files.length > 0
                layout: root.layout
                cards: root.enrol.files
                moreWord: root.enrol.words["bar.more-answers"]
                onPicked: card => root.enrol.takeFile(card.code)
            }

            Words {
                width: parent.width
                visible: !root.enrol.files.length
                text: root.enrol.words["first.code.where"]
            }
        }

        SourcePanel {
            width: halves.each
            height: halves.tall
            focus: true
            pictogram: "keyboard"
            title: root.enrol.words["first.code.keyboard"]

            CodeField {
                id: field
                anchors.fill: parent
                focus: true
                enabled: !root.enrol.busy
                placeholder: root.enrol.words["first.code.field"]
                onEntered: code => root.enrol.takeText(code)
            }
        }
    }
}
