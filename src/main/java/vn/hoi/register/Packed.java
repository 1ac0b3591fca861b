package vn.hoi.register;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import vn.hoi.common.Problem;

/** What a zipped package is, by the parts it really has. Nothing but the name of its kind is unpacked. */
final class Packed {

    private static final int MOST_PARTS = 5_000;
    private static final long MOST_UNPACKED = 1L << 30;
    private static final int MOST_RATIO = 250;
    private static final long RATIO_COUNTS_FROM = 16 * 1024 * 1024;
    private static final int KIND_LENGTH = 100;
    private static final String CONTENT_TYPES = "[Content_Types].xml";

    private static final Map<String, String> OFFICE = Map.of(
            "word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "ppt/presentation.xml", "application/vnd.openxmlformats-officedocument.presentationml.presentation");

    private static final String OPEN_DOCUMENT = "application/vnd.oasis.opendocument.";

    /** Parts that make a package a program. */
    private static final Set<String> PROGRAMS = Set.of("meta-inf/manifest.mf", "androidmanifest.xml", "classes.dex");

    private Packed() {}

    /**
     * The media type; empty where the package is broken, holds a program, or says to be of a kind whose parts it lacks.
     *
     * @param ending of the name, in small letters: an office kind is taken only with its parts
     * @throws Problem FIL-004 where it is built to swell
     */
    static Optional<String> type(String name, String ending, byte[] content) {
        try (ZipFile zip = ZipFile.builder().setByteArray(content).get()) {
            Set<String> parts = new HashSet<>();
            long unpacked = 0;
            for (Enumeration<ZipArchiveEntry> entries = zip.getEntries(); entries.hasMoreElements(); ) {
                ZipArchiveEntry part = entries.nextElement();
                unpacked += Math.max(0, part.getSize());
                boolean swollen = part.getSize() > RATIO_COUNTS_FROM
                        && part.getSize() / Math.max(1, part.getCompressedSize()) > MOST_RATIO;
                if (swollen || unpacked > MOST_UNPACKED || !parts.add(part.getName()) || parts.size() > MOST_PARTS) {
                    throw new Problem(
                            422,
                            "FIL-004",
                            "Tệp nén «" + name
                                    + "» phình quá lớn khi giải nén hoặc có quá nhiều phần; tách thành các tệp nhỏ rồi tải lại");
                }
                if (isHarmful(part.getName())) {
                    return Optional.empty();
                }
            }
            return parts.isEmpty() ? Optional.empty() : type(zip, parts, ending);
        } catch (IOException | IllegalArgumentException broken) {
            return Optional.empty();
        }
    }

    /** A program, or a name that leads out of the folder a person unpacks into. */
    private static boolean isHarmful(String part) {
        String lower = part.toLowerCase(Locale.ROOT).replace('\\', '/');
        return PROGRAMS.contains(lower)
                || lower.endsWith("vbaproject.bin")
                || lower.startsWith("/")
                || lower.matches("[a-z]:.*")
                || List.of(lower.split("/", -1)).contains("..")
                || FileType.isRefused(lower);
    }

    private static Optional<String> type(ZipFile zip, Set<String> parts, String ending) throws IOException {
        if (parts.contains(CONTENT_TYPES)) {
            return OFFICE.entrySet().stream()
                    .filter(kind -> parts.contains(kind.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst();
        }
        if (parts.contains("mimetype") && parts.contains("content.xml")) {
            try (InputStream in = zip.getInputStream(zip.getEntry("mimetype"))) {
                String kind = new String(in.readNBytes(KIND_LENGTH), StandardCharsets.US_ASCII).strip();
                return List.of("text", "spreadsheet", "presentation").stream()
                        .map(OPEN_DOCUMENT::concat)
                        .filter(kind::equals)
                        .findFirst();
            }
        }
        boolean office = Set.of("docx", "xlsx", "pptx", "odt", "ods", "odp").contains(ending);
        return office ? Optional.empty() : Optional.of("application/zip");
    }
}
