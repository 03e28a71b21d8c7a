"""The words that generated logs are made of. All of it is made up, names of daemons excepted; it is no evidence of what a
system logs, only text of the same shape and size."""
import itertools

# Daemons whose records the engine looks into come first: weights fall along the list.
NAMED = """kernel runningboardd SpringBoard backboardd locationd CommCenter wifid bluetoothd sharingd cloudd dasd powerd
symptomsd mDNSResponder nsurlsessiond fileproviderd containermanagerd tccd installd filecoordinationd transitd trustd
securityd lsd searchd amfid ReportCrash launchd apsd identityservicesd mediaserverd photolibraryd assistantd homed
useractivityd accountsd contextstored duetexpertd cfprefsd logd sandboxd""".split()
STEMS = """photo cloud index relay audio sensor battery message calendar contact widget backup thermal network
update asset speech search profile wallet""".split()
ENDINGS = ["d", "Agent", "Service", "UIService", "helperd", "syncd", ".extension", "Worker"]
MADE_UP = [stem + ending for stem, ending in itertools.product(STEMS, ENDINGS)]
# Names may hold blanks, brackets, dots and UTF-8.
ODD = ["Field Notes (R3)", "Ledger Pro", "com.example.viewer.content", "com.example.viewer.network", "手帳", "Café Finder"]
PROCESSES = NAMED + MADE_UP + ODD
SHARING = {"sharingd", "transitd", "fileproviderd", "filecoordinationd", "containermanagerd", "tccd", "installd", "amfid"}

IMAGES = """CoreFoundation Foundation UIKitCore FrontBoard BaseBoard RunningBoard IOKit libxpc.dylib libdispatch.dylib
Network CFNetwork CoreUtils Sharing CoreBluetooth CoreLocation CoreTelephony CloudKit FileProvider TCC Security CoreData
AVFAudio CoreMedia Vision CoreML CoreSpotlight BiomeStreams libsystem_containermanager.dylib MobileInstallation
libsqlite3.dylib QuartzCore Contacts EventKit HealthKit WidgetKit""".split()
DRIVERS = ["AppleMobileFileIntegrity", "apfs", "IO80211Family", "AppleKeyStore", "AppleSPU", "IOAccessoryManager"]
LEVELS = (("Notice", 60), ("Debug", 18), ("Info", 12), ("Error", 7), ("Fault", 2), ("Warning", 1))

NOUNS = """session state window request reply policy region scene token anchor device peer transfer channel snapshot
thumbnail document domain item observer manager client worker queue event stream socket route layer frame keyboard asset
model feature bundle plugin volume budget cache journal record service process assertion display timer""".split()
VERBS = """opened closed refreshed postponed merged dropped scheduled resumed cancelled renewed matched skipped loaded
evicted flushed restored""".split()
VIS = ["Sch\\M-C\\M-6n", "caf\\M-C\\M-)", "\\M-b\\M^@\\M^\\quoted\\M-b\\M^@\\M^]", "\\134share\\134box", "\\^[[0m"]
UTF8 = ["Schön", "naïve", "“quoted”", "ファイル", "файл", "📱", "’s iPhone"]
APPS = ["com.example." + word for word in ("notes", "mail", "map", "scan", "chat", "bank", "play", "draw", "read", "walk")]

# {n} a number, {x} eight hex digits, {u} a UUID, {a} a bundle identifier, {w} a noun, {v} a verb, {p} a path, {f} a
# fraction, {o} an odd word, {c} a counter that grows through the log, {h} eight hex digits that change through it.
SHAPES = [
    "{w} {c} {v} for {a}",
    "[{a}:{n}] {w} {v}: reason={n} flags=0x{x} elapsed={f} ms",
    "{w}.{w} {u} {v} by <private> after {n} tries",
    "-[{w}Controller {w}Did{v}:] {c} of {n}, next in {f} s",
    "<{w}: 0x{h}> {v} {w} <private>, parent <{w}: 0x{x}>",
    "Connection {n}: {v} with code {n} ({w}), peer {a}, route via en0, cost {f}",
    "{w} lookup {p} took {f} ms, {n} rows, cache {v}",
    "{w} {v}",
    "{w} {v} {w} {o} ({n})",
    "{{\"event\":\"{v}\", \"{w}\":{n}, \"id\":\"{u}\", \"serial\":{c}}}",
    "stats for {w}: count={n} mean={f} p95={f} max={n} window={n} s client={a}",
    "<private>",
    "{a} {v} the {w} at {p} with token {h}{x}",
    "#{n} {w} {u}: in={n} out={n} rtt={f} ms, satisfied, interfaces: en0, pdp_ip0",
]
CONTINUED = [
    ("{w} dump <{h}>: {{", ("    {w} = {n};", "    {w} = \"{a}\";", "    {w} =     (", "        {u}", "    );"), "}}"),
    ("*** {w} raised, frames:", ("{n}  {w} 0x{x} {w} + {n}", "\t{n}  {w} 0x{x}", "\t{w} {v}"), "end of frames"),
    ("{w} table {c}", ("", "  {w}: {n} of {n}", "  {p}", "{w} {v}"), ")"),
]

OPERATIONS = """file-read-data file-read-metadata file-write-create file-write-data file-write-unlink file-test-existence
mach-lookup iokit-open-user-client iokit-get-properties sysctl-read network-outbound user-preference-read
process-info-pidinfo file-read-xattr""".split()
PLACES = ["/private/var/mobile/Containers/Data/Application/{u}/Documents", "/private/var/mobile/Library/{w}",
          "/private/var/mobile/Containers/Shared/AppGroup/{u}", "/private/var/containers/Bundle/Application/{u}/Sample.app",
          "/System/Library/Frameworks/{w}.framework", "/private/var/tmp/{w}", "/dev"]
ENDS = ["", ".plist", ".db", ".pdf", " 2.txt"]
ACTORS = ["member", "outsider", "extension", "host"]
PROBES = ["GroupMemberA", "GroupOutsider", "ShareProbe"]
