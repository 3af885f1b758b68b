import QtQuick

// A page that lies over the guest's own, which waits below unchanged: no way back, no quiet line of the page below.
GuestPage {
    backShown: false
    hint: ""
}
