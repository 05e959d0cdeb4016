"""`make fortnight`: 14 nights of 196 units over a real Samba share, mailbox, mail server and Prefect server, under 60 random kills.

Played twice from one seed: calmly, then with runs and sendings killed at random steps. After every night both have told the same units the same, once;
every mail has arrived once; every night that died or did not come has been told to whom the settings name.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import imaplib
import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from aiosmtpd.controller import Controller

from danhba.model.telling import ARRIVED, BEGUN, CLOSED, Sending
from danhba.nights.facts import facts_of, limits_of
from danhba.nights.tell import tell
from danhba.nights.troubles import troubles
from danhba.publish.publication import whole
from danhba.registry import load_registry
from danhba.settings import Settings, load_settings
from danhba.store.ledger import open_ledger
from danhba.store.verify import verify
from flows.environment import prepare
from flows.live import is_ours
from flows.password import password, server_key
from flows.server import Server, end
from flows.template import ensure_database
from tests.conftest import ROOT
from tests.faults.fortnight_plan import Return, as_mail, night_of, returns
from tests.faults.harness import Broken
from tests.hook import Hook
from tests.samba import Samba, samba
from tests.test_contacts import with_contacts
from tests.test_send import Inbox

LOOK = dt.timedelta(minutes=5)  # between two looks of danhba-check.timer
WITHIN = dt.timedelta(minutes=15)
STEPS = {"fetch": 3, "publish": 25, "packages": 40, "end": 4, "send": 30}


def _clean() -> dict[str, str]:
    return {k: v for k, v in os.environ.items() if not k.startswith(("PREFECT_", "DANHBA_"))} | {
        "PYTHONPATH": str(ROOT)
    }


def _free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


@contextmanager
def _mailbox() -> Iterator[tuple[int, imaplib.IMAP4]]:
    port = _free_port()
    command = [Path(sys.executable).parent / "pymap", "--host", "127.0.0.1", "--port", str(port), "--no-tls", "--no-service", "managesieve",
               "--no-service", "admin", "dict", "--demo-user", "vp", "--demo-password", "BiMat"]  # fmt: skip
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(300):
            try:
                line = imaplib.IMAP4("127.0.0.1", port, timeout=30)
                break
            except OSError:
                time.sleep(0.1)
        line.login("vp", "BiMat")
        line.select("INBOX")
        line.store("1:*", "+FLAGS", "(\\Deleted)")
        line.expunge()
        yield port, line
    finally:
        server.terminate()
        server.wait()


@contextmanager
def _prefect(settings: Settings) -> Iterator[None]:
    """The schedule's server without its schedule."""
    before = dict(os.environ)
    server = Server(settings.port)
    prepare(settings.var, once=False)
    environment = {**os.environ, "DANHBA_OUTBOX": str(settings.outbox)}
    os.environ.clear()
    os.environ.update(before)
    ensure_database(settings.var / "prefect" / "prefect.db")
    server.start(environment, password(settings), server_key(settings), settings.var / "server.log", once=False)
    try:
        while not is_ours(settings, server.port):
            time.sleep(0.3)
        yield
    finally:
        end(server.process)
        server.close()


class Fortnight:
    """One playing of the fortnight."""

    def __init__(self, samba: Samba, work: Path, days: int, most: int, kills: int, seed: int, stack: ExitStack) -> None:
        self.samba, self.days, self.kills = samba, days, kills
        self.at = random.Random(seed + 1)
        base = load_registry(ROOT / "danhba" / "registries" / "dong-thap-2021-09")
        contacts = {u.code.replace("-", "_"): {"email": f"{u.code.lower()}@vidu.vn"} for u in base.units}
        folder = with_contacts(work / "danh-muc", **contacts)
        self.registry = load_registry(folder)
        self.plan = returns(self.registry, self.registry.units[:most] if most else self.registry.units, days, seed)
        self.smtp, self.hook = Inbox(), Hook()
        post = Controller(self.smtp, hostname="127.0.0.1", port=_free_port(), data_size_limit=40 << 20)
        post.start()
        stack.callback(post.stop)
        imap_port, self.mailbox = stack.enter_context(_mailbox())
        self.config = work / "danhba.toml"
        places = {
            "inbox": samba.root / "inbox",
            "outbox": samba.root / "outbox",
            "var": work / "var",
            "registry": folder,
        }
        lines = [f'{name} = "{path}"' for name, path in places.items()]
        lines += [
            "settle = 0",
            "workers = 1",
            f"port = {_free_port()}",
            "guard_share = 1.0",
            "alert_free_mb = 0",
            f'notify = "{self.hook.url}"',
        ]
        lines += [
            'smtp_host = "127.0.0.1"',
            f"smtp_port = {post.port}",
            'smtp_tls = "none"',
            'smtp_from = "vp@vidu.vn"',
        ]
        lines += [
            'imap_host = "127.0.0.1"',
            f"imap_port = {imap_port}",
            'imap_tls = "none"',
            'imap_user = "vp"',
            'imap_password = "BiMat"',
        ]
        self.config.write_text("\n".join(lines) + "\n", encoding="utf-8")
        self.settings = load_settings(self.config)
        self.settings.var.mkdir()
        self.again = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.fortnight_victim", "--serve"],
            cwd=ROOT,
            env=_clean(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        stack.callback(self.again.wait)
        stack.callback(self.again.stdin.close)  # type: ignore[union-attr]
        self.counts: Counter[str] = Counter()
        self.told: list[dt.timedelta] = []
        self.nights: list[dict[str, tuple[object, ...]]] = []
        self._known: set[str] = set()

    # --- a day

    def send_in(self, day: int) -> None:
        """Units send: over the share into their folders, some by mail."""
        commands: list[str] = []
        for number, sent in enumerate(self.plan[day]):
            if sent.by_mail:
                status, _ = self.mailbox.append("INBOX", "", "", as_mail(sent, self.registry.by_code[sent.code].email))  # type: ignore[arg-type]
                assert status == "OK"
            else:
                local = self.samba.state / f"gui-{number}.xlsx"
                local.write_bytes(sent.data)
                commands += [f'mkdir "{sent.code}"', f'put {local} "{sent.code}/bang-{day}.xlsx"']
        said = self.samba.do("hop-nhan", *commands)
        assert all("COLLISION" in line for line in said.splitlines() if "NT_STATUS" in line), said

    def danhba(
        self, *arguments: str, phase: str = "", step: float = 0, may_die: bool = False, watched: bool = False
    ) -> bool:
        """Run danhba in a process of its own; return whether it was killed. watched: under Prefect, in a process that starts from nothing."""
        root, given = str(self.samba.root.parent.parent), [*arguments, "--config", str(self.config)]
        screen = self.samba.state / "screen.txt"
        if watched:
            command = [sys.executable, "-m", "tests.faults.fortnight_victim", phase, str(step), root, *given]
            with screen.open("wb") as out:
                child = subprocess.Popen(
                    command, cwd=ROOT, env=_clean(), stdout=out, stderr=out, start_new_session=True
                )
                status = child.wait(600)
            with suppress(ProcessLookupError, PermissionError):  # workers of a killed run
                os.killpg(child.pid, signal.SIGKILL)
        else:
            assert self.again.stdin is not None
            assert self.again.stdout is not None
            more = ["--no-prefect"] if arguments[0] == "run" else []
            print(json.dumps([phase, step, root, [*given, *more], str(screen)]), file=self.again.stdin, flush=True)
            status = int(self.again.stdout.readline())
        if status == 0:
            return False
        if status != -signal.SIGKILL or not may_die:
            raise Broken(f"danhba {arguments}: {status}: {screen.read_text(errors='replace')[-2000:]}")
        return True

    # --- kills

    def killed_run(self, day: int, attempt: int, watched: bool) -> bool:
        """Run, to be killed somewhere; look after it as the check does. Return whether it was killed."""
        quiet = ("end", "time")  # where nothing new lies there, the other phases are not come to
        phase = self.at.choice(("fetch", "publish", "packages", "packages", *quiet) if self.plan[day] else quiet)
        if phase in ("fetch", "time") and self._left_in_hand():
            phase = (
                "end"  # a second kill with the same file in hand would set it aside (decision 0021; its own scenario)
            )
        step = self.at.uniform(0.3, 6 if watched else 3) if phase == "time" else self.at.randint(1, STEPS[phase])
        before = len(self.hook.got)
        time.sleep(1 - time.time() % 1)  # runs that begin in the same second are one trouble, told once
        night = night_of(day, attempt).isoformat()
        if not self.danhba("run", "--as-of", night, phase=phase, step=step, may_die=True, watched=watched):
            self.counts["run that ended before its kill"] += 1
            return False
        self.counts[f"killed: {phase}"] += 1
        current = self.settings.outbox / "current"
        if current.is_symlink() and (wrong := whole(current)):
            raise Broken(f"current lacks {wrong}")
        died = night_of(day, attempt)
        began = time.monotonic()
        noted = (self.settings.var / "last-run.json").exists() and '"running"' in (
            self.settings.var / "last-run.json"
        ).read_text()
        self.look(died)
        new = " ".join(m["message"] for m in self.hook.got[before:])
        if noted and "bị ngắt giữa chừng" not in new:
            raise Broken(f"night {day}: a killed run was not told: {new!r}")
        if noted:
            self.told.append(self.at.uniform(0, 1) * LOOK + dt.timedelta(seconds=time.monotonic() - began))
        else:
            self.counts["killed before it had begun (it is absent, not killed)"] += 1
        return True

    def _left_in_hand(self) -> bool:
        """Tell whether a killed run left word of a file that it had in hand."""
        journal = self.settings.var / "in-hand.jsonl"
        lines = journal.read_text(encoding="ascii").splitlines() if journal.exists() else []
        return any('"times"' in line for line in lines) or (bool(lines) and '"hand"' in lines[-1])

    def look(self, now: dt.datetime) -> list[str]:
        """Look as `danhba status --check --notify` does, by the simulated clock; return the kinds of trouble."""
        facts = replace(facts_of(self.settings), last_finished=self.last_good, stopped=())
        found = troubles(limits_of(self.settings), facts, now)
        if unreached := tell(self.settings, found):
            raise Broken(f"not told: {unreached}")
        return [t.kind for t in found]

    def nobody_runs(self, day: int) -> None:
        """A night on which nothing runs: the first look after which it is told."""
        due = night_of(day)
        moment = due + self.at.uniform(0, 1) * LOOK
        before = len(self.hook.got)
        while "absent" not in self.look(moment) or len(self.hook.got) == before:
            moment += LOOK
            if moment - due > dt.timedelta(hours=1):
                raise Broken(f"night {day} did not come and nobody was told")
        self.told.append(moment - due)
        self.counts["nights without a run"] += 1

    # --- a night

    def night(self, day: int, kills: int) -> int:
        """Play a night with so many kills of its run and its sending; return how many there were."""
        self.send_in(day)
        done = 0
        for_send = kills // 3
        attempt = 0
        while done < kills - for_send and attempt < 5:
            done += self.killed_run(day, attempt, watched=attempt == 0 and day % 3 == 0)
            attempt += 1
            if attempt > done:
                break  # it ended: a night has one whole run
        self.danhba("run", "--as-of", night_of(day, attempt).isoformat(), watched=bool(self.kills))
        self.last_good = night_of(day, attempt)
        self.look(self.last_good + dt.timedelta(minutes=1))
        for _ in range(for_send if any(self.plan[day]) else 0):
            if self.danhba("send", "--yes", phase="send", step=self.at.randint(1, STEPS["send"]), may_die=True):
                self.counts["killed: send"] += 1
                done += 1
            self.ask_whether_it_arrived()
        self.danhba("send", "--yes")
        self.check(day)
        return done

    def ask_whether_it_arrived(self) -> None:
        """A person asks the units of mails that are in doubt, and says so."""
        time.sleep(0.2)  # the server goes on for a moment after the sender is dead
        arrived = {str(m["Message-ID"])[1:17] for _, m in self.smtp.taken}
        for sending in self._last_sendings().values():
            if sending.state == BEGUN:
                self.counts["mails in doubt: " + ("had arrived" if sending.telling in arrived else "had not")] += 1
                self.danhba(
                    "send",
                    "--by-hand" if sending.telling in arrived else "--again",
                    sending.unit_code,
                    *(() if sending.telling in arrived else ("--yes",)),
                )

    def _last_sendings(self) -> dict[str, Sending]:
        ledger = open_ledger(self.settings.ledger, self.settings.var)
        try:
            return {s.telling: s for s in ledger.sendings()}
        finally:
            ledger.close()

    def check(self, day: int) -> None:
        """One package a unit concerned, one mail a package, and the units that sent something wrong among them."""
        ledger = open_ledger(self.settings.ledger, self.settings.var)
        tellings = [t for t in ledger.tellings() if t.name not in self._known]
        receipts = Counter(r.sha256 for r in ledger.receipts.all() if r.source_file.endswith(".xlsx"))
        ledger.close()
        self._known |= {t.name for t in tellings}
        new = [t for t in tellings if t.matter != CLOSED]
        per_unit = Counter(t.unit_code for t in new)
        if twice := [code for code, n in per_unit.items() if n > 1]:
            raise Broken(f"night {day}: told twice: {twice}")
        wrong = {s.code for s in self.plan[day] if not s.right}
        last: dict[str, Return] = {s.code: s for sent in self.plan[: day + 1] for s in sent}
        wrong = {code for code in wrong if not last[code].right}
        if lost := wrong - per_unit.keys():
            raise Broken(f"night {day}: sent something wrong and were not told: {sorted(lost)}")
        sent = [s for sent in self.plan[: day + 1] for s in sent]
        if len(receipts) != len(sent) or set(receipts.values()) - {1}:
            raise Broken(
                f"night {day}: {len(sent)} returns were sent, {len(receipts)} received, {sum(receipts.values())} times;"
                f" not received: {[self._lies(s) for s in sent if sha256(s.data).hexdigest() not in receipts]}"
            )
        got = Counter(str(m["Message-ID"])[1:17] for _, m in self.smtp.taken)
        if twice := [m for m, n in got.items() if n > 1]:
            raise Broken(f"night {day}: mails that arrived twice: {twice}")
        states = self._last_sendings()
        if lacking := [t.unit_code for t in new if got[t.name] != 1 or states[t.name].state not in ARRIVED]:
            raise Broken(f"night {day}: packages whose mail has not arrived: {lacking}")
        with (self.settings.outbox / "current" / "danh-ba.csv").open(encoding="utf-8-sig", newline="") as file:
            published = {line["unit_code"] for line in csv.DictReader(file)}
        if missing := {code for code, s in last.items() if s.right} - published:
            raise Broken(f"night {day}: right and not published: {sorted(missing)[:5]}")
        self.nights.append({t.unit_code: (t.matter, t.reminder, t.answer_by, t.errors, t.warnings) for t in new})
        self.counts["packages"] += len(new)

    def _lies(self, sent: Return) -> str:
        """Say of a return that was not received how it came and where it lies now."""
        came = "by mail" if sent.by_mail else "over the share"
        roots = (self.settings.inbox, self.settings.var)
        lying = [
            path
            for root in roots
            for path in root.rglob("*")
            if path.is_file() and (path.read_bytes() == sent.data or (sent.by_mail and path.suffix == ".eml"))
        ]
        return f"{sent.code} {came}, lies in {[str(path) for path in lying]}"

    def play(self) -> None:
        """Play all nights."""
        self.last_good = night_of(0) - dt.timedelta(days=1)
        quiet = set(self.at.sample(range(2, self.days - 1), min(2, max(0, self.days - 3)))) if self.kills else set()
        left = self.kills
        for day in range(self.days):
            share = -(
                -left // max(1, self.days - day - 2)
            )  # some runs end before their kill: none are left for the end
            if day in quiet:
                self.nobody_runs(day)
            left -= self.night(day, share) if left > 0 else self.night(day, 0)
            print(
                f"  night {day + 1}: {sum(map(len, self.plan[: day + 1]))} returns, {len(self.nights[-1])} packages, {self.kills - left} kills",
                flush=True,
            )
        while left > 0:
            self.plan.append([])
            left -= self.night(len(self.plan) - 1, left)
        if problems := list(verify(self.settings)):
            raise Broken(f"verify: {problems[:3]}")


def play(days: int, units: int, kills: int, seed: int) -> Fortnight:
    """Play a fortnight with servers of its own."""
    with (
        tempfile.TemporaryDirectory(prefix="danhba-fortnight-") as folder,
        samba(Path(folder)) as shares,
        ExitStack() as stack,
    ):
        work = Path(folder) / "work"
        work.mkdir()
        made = Fortnight(shares, work, days, units, kills, seed, stack)
        stack.callback(made.hook.server.shutdown)
        if kills:
            stack.enter_context(_prefect(made.settings))
        made.play()
        return made


def main() -> int:
    """Play it calmly and under kills, compare, print the figures; 1 when a promise was broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--days", type=int, default=14)
    parser.add_argument("--units", type=int, default=0, help="0: all 196")
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--without-calm", action="store_true", help="do not play it calmly first: nothing is compared")
    options = parser.parse_args()
    start = time.monotonic()
    try:
        print("calm:", flush=True)
        calm = None if options.without_calm else play(options.days, options.units, 0, options.seed)
        print("under kills:", flush=True)
        torn = play(options.days, options.units, options.kills, options.seed)
        for day, (one, other) in enumerate(zip(calm.nights if calm else [], torn.nights, strict=False)):
            if one != other:
                different = {
                    c: (one.get(c), other.get(c))
                    for c in one.keys() ^ other.keys() | {c for c in one.keys() & other.keys() if one[c] != other[c]}
                }
                raise Broken(f"night {day}: told otherwise than without kills: {dict(list(different.items())[:5])}")
        late = max(torn.told, default=dt.timedelta())
        if late > WITHIN:
            raise Broken(f"told after {late}")
    except Broken as broken:
        print("BROKEN", broken)
        return 1
    by_kind: dict[str, int] = defaultdict(int, torn.counts)
    print(
        f"{torn.days} nights, {sum(map(len, torn.plan))} returns, {by_kind['packages']} packages and mails, none lost, none doubled, as without kills"
    )
    print(
        f"{sum(n for k, n in by_kind.items() if k.startswith('killed: '))} kills: {dict(sorted(torn.counts.items()))}"
    )
    print(
        f"{len(torn.told)} dead runs and nights told, the latest after {late.total_seconds() / 60:.1f} minutes; {time.monotonic() - start:.0f} s in all"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
