import base64, hashlib, json, sys
p = json.load(sys.stdin)["proof"]
sha = lambda *parts: hashlib.sha256(b"".join(parts)).digest()
net = lambda texts: b"".join(b"%d:%s," % (len(t.encode()), t.encode()) for t in texts)
for v in p["values"]:
    assert v["digest"] in p["leaf"], v["column"]
    if v["value"] is not None:
        assert sha(b"\2", base64.b64decode(v["salt"] or ""), v["value"].encode()).hex() == v["digest"], v["column"]
h = sha(b"\0", net(p["leaf"]))
for s in p["path"]:
    o = bytes.fromhex(s["hash"])
    h = sha(b"\1", o, h) if s["side"] == "left" else sha(b"\1", h, o)
assert h.hex() == p["root"] and p["root"] in p["head"], "root"
print(p["seal"]["number"], sha(b"\3", net(p["head"])).hex())
