// The standard library's way to an array's bytes forgets which error the body throws.
extension [UInt8] {
  mutating func withBytes<Answer>(
    _ body: (UnsafeMutableRawBufferPointer) throws(SystemError) -> Answer
  ) throws(SystemError) -> Answer {
    let answer: Result<Answer, SystemError> = withUnsafeMutableBytes { buffer in
      Result { () throws(SystemError) in try body(buffer) }
    }
    return try answer.get()
  }
}
