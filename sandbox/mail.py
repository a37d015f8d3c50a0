"""A mail box for everybody: a small SMTP listener that keeps what it is given and delivers it to nobody."""

import email
import email.message
import email.policy
import json
import re
import socketserver
import time
from collections.abc import Iterable

from sandbox.world import World

LARGEST_BYTES = 10 * 1024 * 1024
ADDRESS = re.compile(r"<([^>]*)>")


class MailListener(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, world: World, address: tuple[str, int]) -> None:
        self.world = world
        super().__init__(address, MailConversation)


class MailConversation(socketserver.StreamRequestHandler):
    timeout = 30
    server: MailListener

    def handle(self) -> None:
        self._start_over()
        self._say("220 sandbox ESMTP")
        try:
            while line := self.rfile.readline(4096):
                if not self._understood(line.decode(errors="replace").strip()):
                    return
        except TimeoutError:
            self._say("421 idle for too long")

    def _understood(self, line: str) -> bool:
        """Answer one command; False when the conversation is over."""
        verb = line[:4].upper()
        if verb == "QUIT":
            self._say("221 bye")
            return False
        if verb == "EHLO":
            self._say(f"250-sandbox\r\n250-SIZE {LARGEST_BYTES}\r\n250-8BITMIME\r\n250 SMTPUTF8")
        elif verb == "MAIL":
            self._sender = _address(line)
            self._say("250 ok")
        elif verb == "RCPT":
            self._recipients.append(_address(line))
            self._say("250 ok")
        elif verb == "DATA":
            self._take_message()
        elif verb in ("HELO", "RSET", "NOOP"):
            self._start_over()
            self._say("250 ok")
        else:
            self._say("502 not understood here")
        return True

    def _take_message(self) -> None:
        if not self._recipients:
            self._say("503 to whom")
            return
        self._say("354 go on, end with a dot")
        lines: list[bytes] = []
        while (line := self.rfile.readline()) not in (b".\r\n", b".\n", b""):
            lines.append(line[1:] if line.startswith(b"..") else line)
        keep(self.server.world, b"".join(lines), sender=self._sender, recipients=self._recipients)
        self._start_over()
        self._say("250 kept")

    def _start_over(self) -> None:
        self._sender = ""
        self._recipients: list[str] = []

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


def _address(line: str) -> str:
    found = ADDRESS.search(line)
    return found.group(1) if found else line.partition(":")[2].strip()


def keep(world: World, raw: bytes, *, sender: str, recipients: Iterable[str]) -> None:
    """Keep one message for each of its recipients."""
    message = email.message_from_bytes(raw, policy=email.policy.default)
    for recipient in recipients:
        keep_email(
            world,
            sender=str(message.get("From", sender)),
            recipient=recipient,
            subject=str(message.get("Subject", "")),
            text=_part(message, "plain"),
            html=_part(message, "html"),
            attachments=[part.get_filename() or "unnamed" for part in message.iter_attachments()],
        )


def _part(message: email.message.EmailMessage, kind: str) -> str:
    body = message.get_body(preferencelist=(kind,))
    return str(body.get_content()).replace("\r\n", "\n") if body is not None else ""


def keep_email(
    world: World,
    *,
    sender: str,
    recipient: str,
    subject: str,
    text: str,
    html: str = "",
    attachments: Iterable[str] = (),
) -> None:
    world.store.write(
        "INSERT INTO emails (at, sender, recipient, subject, text, html, attachments) VALUES (?, ?, ?, ?, ?, ?, ?)",
        *(time.time(), sender, recipient.lower(), subject, text, html, json.dumps(list(attachments))),
    )
