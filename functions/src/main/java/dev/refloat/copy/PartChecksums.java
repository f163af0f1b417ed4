package dev.refloat.copy;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.Part;

/** The checksum of an object from those of its parts, without reading a byte of it. */
final class PartChecksums {
  private PartChecksums() {}

  /** Absent where the server has not one for every part. */
  static Optional<String> combine(List<Part> parts) {
    long whole = Crc64Nvme.of(new byte[0]);
    for (Part part : parts) {
      if (part.checksumCRC64NVME() == null) {
        return Optional.empty();
      }
      whole = Crc64Nvme.combine(whole, Crc64Nvme.fromBase64(part.checksumCRC64NVME()), part.size());
    }
    return Optional.of(Crc64Nvme.toBase64(whole));
  }
}
