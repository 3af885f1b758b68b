"""What a window manager may ask of a window (ICCCM, EWMH), asked by a program that is none. Debian's xdotool cannot."""

from __future__ import annotations

from ctypes import CDLL, Structure, Union, byref, c_char, c_int, c_long, c_short, c_ulong, c_void_p

CLIENT_MESSAGE, STRUCTURE, ICONIC, REMOVE = 33, (1 << 19) | (1 << 20), 3, 0


class _Data(Union):
    _fields_ = [("b", c_char * 20), ("s", c_short * 10), ("l", c_long * 5)]


class _Message(Structure):
    _fields_ = [
        ("type", c_int),
        ("serial", c_ulong),
        ("send_event", c_int),
        ("display", c_void_p),
        ("window", c_ulong),
        ("message_type", c_ulong),
        ("format", c_int),
        ("data", _Data),
        ("pad", c_long * 24),
    ]


def close(display: str, window: int) -> None:
    """What Alt+F4 becomes under a window manager."""
    _send(display, window, "WM_PROTOCOLS", ["WM_DELETE_WINDOW", 0])


def minimise(display: str, window: int) -> None:
    _send(display, window, "WM_CHANGE_STATE", [ICONIC])


def leave_full_screen(display: str, window: int) -> None:
    _send(display, window, "_NET_WM_STATE", [REMOVE, "_NET_WM_STATE_FULLSCREEN", 0, 2])


def _send(display: str, window: int, kind: str, words: list[str | int]) -> None:
    """To the window itself and to the root, where a window manager would listen."""
    x11 = CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = c_void_p
    x11.XInternAtom.restype = x11.XDefaultRootWindow.restype = c_ulong
    here = c_void_p(x11.XOpenDisplay(display.encode()))
    atom = lambda name: x11.XInternAtom(here, name.encode(), False)  # noqa: E731
    numbers = [atom(word) if isinstance(word, str) else word for word in words]
    message = _Message(type=CLIENT_MESSAGE, window=window, message_type=atom(kind), format=32)
    message.data.l[: len(numbers)] = numbers
    root = x11.XDefaultRootWindow(here)
    for to, mask in ((window, 0), (root, STRUCTURE)):
        assert x11.XSendEvent(here, c_ulong(to), False, c_long(mask), byref(message))
    x11.XSync(here, False)
    x11.XCloseDisplay(here)
