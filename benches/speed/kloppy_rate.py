"""Seconds that kloppy takes for a match of StatsBomb, from the gzipped events of a folder.

It wants a list of everybody in the squad beside the events; the events name all who played.
"""

import glob
import gzip
import json
import os
import shutil
import sys
import tempfile
import time

from kloppy import statsbomb


def squads(events):
    """The players of both teams as kloppy expects them in a file of line-ups."""
    teams = {}
    for event in events:
        team = event["team"]
        squad = teams.setdefault((team["id"], team["name"]), {})
        people = [event.get("player"), event.get("substitution", {}).get("replacement")]
        people += [entry["player"] for entry in event.get("tactics", {}).get("lineup", [])]
        squad.update({person["id"]: person["name"] for person in people if person})
    return [
        {
            "team_id": team,
            "team_name": name,
            "lineup": [
                {
                    "player_id": player,
                    "player_name": full_name,
                    "player_nickname": None,
                    "jersey_number": 1,
                    "country": {"id": 0, "name": ""},
                    "cards": [],
                    "positions": [],
                }
                for player, full_name in squad.items()
            ],
        }
        for (team, name), squad in teams.items()
    ]


folder, matches = sys.argv[1], int(sys.argv[2])
files = sorted(glob.glob(os.path.join(folder, "*.gz")))[:matches]
taken = 0.0
with tempfile.TemporaryDirectory() as beside:
    for file in files:
        with gzip.open(file) as packed:
            events = json.load(packed)
        lists = os.path.join(beside, "lineups.json")
        with open(lists, "w", encoding="utf-8") as out:
            json.dump(squads(events), out)
        start = time.perf_counter()
        unpacked = os.path.join(beside, "events.json")
        with gzip.open(file) as packed, open(unpacked, "wb") as out:
            shutil.copyfileobj(packed, out)
        statsbomb.load(event_data=unpacked, lineup_data=lists)
        taken += time.perf_counter() - start
print(taken / len(files))
