package vn.hoi.sheet;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Types Unicode text the way it stood in files before Unicode: what {@link LegacyText} is to undo. */
final class LegacyEncoder {

    private static final String TONES = "\u0300\u0301\u0303\u0309\u0323";

    private LegacyEncoder() {}

    static String encode(String text, LegacyText.Encoding encoding) {
        return switch (encoding) {
            case TCVN3 -> tcvn3(text);
            case VNI -> vni(text);
            case WINDOWS_1258 -> windows1258(text);
        };
    }

    /** TCVN3 has the capitals Ă Â Ê Ô Ơ Ư Đ; others are typed as small ones. */
    private static String tcvn3(String text) {
        Map<Character, Character> codes = new HashMap<>();
        LegacyTables.TCVN3.forEach((code, letter) -> codes.put(letter, code));
        var typed = new StringBuilder();
        for (char c : text.toCharArray()) {
            Character code = codes.get(c);
            typed.append(code != null ? code : codes.getOrDefault(Character.toLowerCase(c), c));
        }
        return typed.toString();
    }

    private static String vni(String text) {
        Map<Character, String> codes = new HashMap<>();
        LegacyTables.VNI_PAIR.forEach((pair, letter) -> codes.put(
                letter,
                Character.isUpperCase(letter)
                        ? pair.charAt(0) + pair.substring(1).toUpperCase(Locale.ROOT)
                        : pair));
        LegacyTables.VNI_SINGLE.forEach((code, letter) -> codes.put(letter, code.toString()));
        var typed = new StringBuilder();
        for (char c : text.toCharArray()) {
            typed.append(codes.getOrDefault(c, String.valueOf(c)));
        }
        return typed.toString();
    }

    /** The letter with its circumflex, breve or horn in one code, its tone in the next. */
    private static String windows1258(String text) {
        var bytes = new StringBuilder();
        for (String letter : text.split("")) {
            String parts = Normalizer.normalize(letter, Normalizer.Form.NFD);
            var bare = new StringBuilder();
            var tone = new StringBuilder();
            parts.chars().forEach(c -> (TONES.indexOf(c) < 0 ? bare : tone).append((char) c));
            bytes.append(Normalizer.normalize(bare, Normalizer.Form.NFC)).append(tone);
        }
        return new String(
                bytes.toString().getBytes(java.nio.charset.Charset.forName("windows-1258")), LegacyTables.WESTERN);
    }
}
