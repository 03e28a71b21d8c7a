/// Bytes and words that logs trip over. They are made up, or parts of the grammars' keywords.
enum LogPieces {
  static let all: [[UInt8]] =
    bytes
    + words.map { Array($0.utf8) }

  private static let bytes: [[UInt8]] = [
    [0], [0, 0, 0], [10], [10, 10], [13], [13, 10], [10, 0], [27], [0xFF], [0xFE, 0xFF], [0xC0, 0x80],
    [0xE2, 0x80],
    [0xED, 0xA0, 0x80], [0xEF, 0xBB, 0xBF], [0xF4, 0x90, 0x80, 0x80], [0x80], [9], [11], [0x85], [0x7F],
  ]

  private static let words: [String] = [
    "\u{1B}[m", "\u{1B}[0;33m", "\u{1B}[1;", "[connected]\n", "\n[disconnected]\n",
    "[connected:00008140-000C208C1108801C]\n", "\n[disconnected:00008140-000C208C1108801C]\n", "[connected:]",
    "[",
    "Nov 10 17:58:47 ", "Feb 30 25:61:61 ", "Jan  1 00:00:00", "2024-02-30 24:00:00.000000+0000  ",
    "1970-01-01 00:00:00.000 Df ",
    "Nov 23 11:26:34 iPhone kernel[0] <Notice>: again\n", "Nov 23 11:26:34.000001 a(b)[1] <Error>: x\n",
    "\nNov  1 00:00:00 kernel(Sandbox)[0] <Error>: Sandbox: a(1) deny(1) file-read-data /x\n",
    "\nkernel(Sandbox)[0] <Error>: Sandbox: a(1) deny(1) signal\n", "Sandbox: ", "SandboxViolation: ",
    "System Policy: ",
    "99999999999999999999 duplicate reports for ", "3 duplicate reports for ", "deny(", "deny(1)",
    "deny(99999999999999999999)",
    "(4294967296)", "(1,234)", "()", "((((", "))))", "[[[[", "]]]]", "[0]", "[99999999999]", "[-1]", "<>: ",
    "<Notice>: ", "<Notice",
    "\n========================\nASL is here to serve you\n> \n",
    "Jan  2 00:00:00 --- last message repeated 3 times ---\n",
    "--- last message repeated 99999999999999999999 times ---", "\\M-b\\M^@\\M^Y", "\\M^", "\\M-", "\\^",
    "\\", "\\777", "\\134",
    "{\"", "\"}", "{", "}", "[{", "}]", "\",\"", "\\u0000", "\\ud800", "\"eventMessage\":\"",
    "\"processImagePath\":", "b'", "b\"", "\\x00", "'\n",
    "\t", "\t\t", "  ", "0x0", "0x", "localhost ", " <private>", "SPE1 1.1.a 1/1 e30 c2ln",
    "SPE1 1.1.a 4096/4096 ", "SPE1 ",
    "SPC1 ", "\u{2028}", "é", "e\u{301}", "🧪", "default\t", "Défaut\t", "launchd[1] (svc[2]) <Warning>:",
    "kernel", "sandboxd[1] ([2]): ",
  ]
}
