pragma ComponentBehavior: Bound
import QtQuick
import ui.theme

// Another language at any time; the page below stays.
OfficePage {
    id: root

    signal closed()

    title: office.words["language.title"]
    Keys.onEscapePressed: closed()
    onLanguagesAsked: closed()

    Grid {
        width: parent.width
        columns: 3
        spacing: Theme.gap

        Repeater {
            model: root.office.languages

            ChoiceCard {
                required property var modelData
                required property int index
                objectName: "speak-" + modelData.name
                width: (parent.width - 2 * Theme.gap) / 3
                height: Theme.target
                focus: index === 0
                text: modelData.label
                textSize: Theme.bodyText
                marks: true
                chosen: modelData.name === root.office.language
                chosenWord: root.office.words["bar.chosen"]
                onClicked: { root.office.speak(modelData.name); root.closed(); }
            }
        }
    }
}
