package vn.hoi.register;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import vn.hoi.common.Label;

/** Numbers that carry a rule of their own, so that a slip of the finger is noticed. */
public enum Identifier {
    /**
     * Of a taxpayer: ten digits, the last of them a check digit; a dependent unit adds a hyphen and three digits
     * (Circular 86/2024/TT-BTC). Since 01/07/2025 a person's is the twelve-digit personal number.
     */
    TAX_CODE(
            "\\d{10}(-\\d{3})?|\\d{12}",
            new Label(
                    "10 chữ số, có thể thêm -001; cá nhân dùng 12 chữ số định danh",
                    "10 digits, -001 for a branch; a person's 12-digit number")),
    /** Of goods: 8, 12, 13 or 14 digits, the last of them a check digit (GS1 General Specifications). */
    GTIN("\\d{8}|\\d{12,14}", new Label("8, 12, 13 hoặc 14 chữ số in dưới mã vạch", "8, 12, 13 or 14 digits")),
    /** Of an agency or organisation: at most 35 letters and digits in parts set off by dots (Decision 20/2020/QĐ-TTg, Article 4). */
    ORGANISATION_CODE(
            "(?=.{3,35}$)[A-Z][A-Z0-9]{2}(\\.[A-Z0-9]{2,3})*",
            new Label("ví dụ H37.02.02: chữ in hoa, số và dấu chấm", "for example H37.02.02")),
    /** Of a citizen: twelve digits, the first three a province's or a country's, the fourth of century and sex (Decree 137/2015/NĐ-CP). */
    CITIZEN_ID("\\d{12}", new Label("12 chữ số trên thẻ căn cước", "12 digits of the identity card"));

    private static final int[] TAX_WEIGHTS = {31, 29, 23, 19, 17, 13, 7, 5, 3};

    private final Pattern shape;
    private final Label shapeHelp;

    Identifier(String shape, Label shapeHelp) {
        this.shape = Pattern.compile(shape);
        this.shapeHelp = shapeHelp;
    }

    /** From the name in a declaration: {@code tax-code}. */
    @JsonCreator
    public static Identifier of(String declared) {
        return valueOf(declared.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** How it is written, for people. */
    public Label shapeHelp() {
        return shapeHelp;
    }

    /** The text as it is kept: no blanks, capitals where letters count. */
    String normal(String text) {
        String compact = text.replaceAll("[\\s\\u00a0]", "");
        return this == ORGANISATION_CODE ? compact.toUpperCase(Locale.ROOT) : compact;
    }

    /** Whether the text, as it is kept, can be such a number. */
    boolean holds(String text) {
        if (!shape.matcher(text).matches()) {
            return false;
        }
        return switch (this) {
            case TAX_CODE -> text.length() == 12 ? isCitizen(text) : isTaxCode(text);
            case GTIN -> isGtin(text);
            case ORGANISATION_CODE -> true;
            case CITIZEN_ID -> isCitizen(text);
        };
    }

    /**
     * A well-formed number that begins so.
     *
     * @param begin all but the check digit, where there is one
     * @return empty when no check digit fits
     */
    public Optional<String> complete(String begin) {
        if (holds(begin)) {
            return Optional.of(begin);
        }
        return IntStream.range(0, 10)
                .mapToObj(digit -> begin + digit)
                .filter(this::holds)
                .findFirst();
    }

    private static boolean isTaxCode(String text) {
        int sum = 0;
        for (int index = 0; index < TAX_WEIGHTS.length; index++) {
            sum += TAX_WEIGHTS[index] * (text.charAt(index) - '0');
        }
        return 10 - sum % 11 == text.charAt(9) - '0';
    }

    private static boolean isGtin(String text) {
        int sum = 0;
        for (int index = 0; index < text.length() - 1; index++) {
            int fromRight = text.length() - 1 - index;
            sum += (text.charAt(index) - '0') * (fromRight % 2 == 1 ? 3 : 1);
        }
        return (10 - sum % 10) % 10 == text.charAt(text.length() - 1) - '0';
    }

    private static boolean isCitizen(String text) {
        return Integer.parseInt(text.substring(0, 3)) > 0;
    }
}
