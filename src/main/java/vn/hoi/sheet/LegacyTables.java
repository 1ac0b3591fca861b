package vn.hoi.sheet;

import java.nio.charset.Charset;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tables of the encodings Vietnamese was typed in before Unicode, keyed by the characters a program that takes their
 * bytes for western European ones shows ({@code windows-1252}).
 *
 * <p>TCVN3 is the third part of TCVN 5712:1993; VNI is VNI-Windows, a base letter followed by a mark; windows-1258 writes
 * the tone as a character of its own.
 */
final class LegacyTables {

    /** How bytes look to a program that knows of no Vietnamese. */
    static final Charset WESTERN = Charset.forName("windows-1252");

    private static final Charset WINDOWS_1258 = Charset.forName("windows-1258");

    private static final String TCVN3_FROM =
            "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ";
    private static final String TCVN3_TO = "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ";

    private static final Map<String, String> VNI_MARKS = Map.of(
            "a", "ùáøàûảõãïạââáấàầåẩãẫäậêăéắèằúẳüẵëặ",
            "e", "ùéøèûẻõẽïẹâêáếàềåểãễäệ",
            "o", "ùóøòûỏõõïọâôáốàồåổãỗäộ",
            "u", "ùúøùûủõũïụ",
            "y", "ùýøỳûỷõỹ",
            "ô", "ùớøờûởõỡïợ",
            "ö", "ùứøừûửõữïự");
    private static final String VNI_ALONE_FROM = "ôöíìæóòîñ";
    private static final String VNI_ALONE_TO = "ơưíìỉĩịỵđ";

    static final Map<Character, Character> TCVN3 = tcvn3();
    static final Map<Character, Character> VNI_SINGLE = vniSingle();
    static final Map<String, Character> VNI_PAIR = vniPair();
    static final Map<Character, Character> CP1258 = cp1258();

    private LegacyTables() {}

    /** What the mark makes of the letter before it; the letter alone says whether the result is a capital. */
    static @Nullable Character vniPair(char letter, char mark) {
        return VNI_PAIR.get("" + letter + Character.toLowerCase(mark));
    }

    private static Map<Character, Character> tcvn3() {
        String to = Normalizer.normalize(TCVN3_TO, Normalizer.Form.NFC);
        Map<Character, Character> table = new HashMap<>();
        for (int index = 0; index < TCVN3_FROM.length(); index++) {
            table.put(TCVN3_FROM.charAt(index), to.charAt(index));
        }
        return Map.copyOf(table);
    }

    private static Map<Character, Character> vniSingle() {
        String to = Normalizer.normalize(VNI_ALONE_TO, Normalizer.Form.NFC);
        Map<Character, Character> table = new HashMap<>();
        for (int index = 0; index < VNI_ALONE_FROM.length(); index++) {
            putBothCases(table, VNI_ALONE_FROM.charAt(index), to.charAt(index));
        }
        return Map.copyOf(table);
    }

    private static void putBothCases(Map<Character, Character> table, char from, char to) {
        table.put(from, to);
        table.put(Character.toUpperCase(from), Character.toUpperCase(to));
    }

    private static Map<String, Character> vniPair() {
        Map<String, Character> table = new HashMap<>();
        VNI_MARKS.forEach((letter, given) -> {
            String marks = Normalizer.normalize(given, Normalizer.Form.NFC);
            for (int index = 0; index < marks.length(); index += 2) {
                char to = marks.charAt(index + 1);
                table.put(letter + marks.charAt(index), to);
                table.put(letter.toUpperCase(Locale.ROOT) + marks.charAt(index), Character.toUpperCase(to));
            }
        });
        return Map.copyOf(table);
    }

    private static Map<Character, Character> cp1258() {
        Map<Character, Character> table = new HashMap<>();
        for (int code = 0x80; code <= 0xff; code++) {
            byte[] one = {(byte) code};
            char from = new String(one, WESTERN).charAt(0);
            char to = new String(one, WINDOWS_1258).charAt(0);
            if (from != to && from != '\ufffd' && to != '\ufffd') {
                table.put(from, to);
            }
        }
        return Map.copyOf(table);
    }
}
