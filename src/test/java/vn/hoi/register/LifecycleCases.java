package vn.hoi.register;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import vn.hoi.common.Vietnamese;

/** What {@link LifecyclesTest} knows of the registers that ship: cases to begin with and days that agree with each other. */
final class LifecycleCases {

    /**
     * A kind of case of a register.
     *
     * @param version of its steps
     * @param begin typed values it begins with
     * @param never steps such a case cannot take, as they belong to another kind
     */
    record Kind(String name, String register, int version, Map<String, String> begin, Set<String> never) {
        @Override
        public String toString() {
            return register + ", " + name;
        }
    }

    /**
     * How a guard is made to refuse.
     *
     * @param kind name of the kind of case
     * @param state the case stands in
     * @param values it holds there beyond those it begins with
     * @param wrong answers that break the guard, beyond the good ones
     */
    record Refusal(
            String guard,
            String register,
            String kind,
            String state,
            String step,
            Map<String, String> values,
            Map<String, String> wrong) {

        Refusal holding(String column, String text) {
            return new Refusal(guard, register, kind, state, step, with(values, column, text), wrong);
        }

        Refusal wrong(String column, String text) {
            return new Refusal(guard, register, kind, state, step, values, with(wrong, column, text));
        }

        @Override
        public String toString() {
            return guard;
        }
    }

    private static final LocalDate TODAY = Vietnamese.today();

    private LifecycleCases() {}

    static String in(int days) {
        return TODAY.plusDays(days).toString();
    }

    private static Map<String, String> of(String... pairs) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int index = 0; index < pairs.length; index += 2) {
            map.put(pairs[index], pairs[index + 1]);
        }
        return map;
    }

    private static Map<String, String> with(Map<String, String> some, String... more) {
        Map<String, String> all = new LinkedHashMap<>(some);
        all.putAll(of(more));
        return all;
    }

    private static final Map<String, String> TASK = of(
            "title",
            "Nhiệm vụ đi hết các bước",
            "level",
            "provincial",
            "kind",
            "topic",
            "discipline",
            "agriculture",
            "host-organisation",
            "Trung tâm Khoa học và Công nghệ");

    private static final Map<String, String> INITIATIVE = of(
            "title",
            "Sáng kiến đi hết các bước",
            "discipline",
            "education",
            "authors",
            "Nguyễn Văn A (100%)",
            "workplace",
            "Trường THPT",
            "filed-on",
            in(-40));

    private static final Set<String> OF_THE_PROVINCE = Set.of("recognise-provincial", "cancel-provincial");
    private static final Set<String> OF_THE_GRASSROOTS = Set.of("recognise-grassroots", "cancel-grassroots");

    static List<Kind> kinds() {
        return List.of(
                new Kind(
                        "party",
                        "party",
                        1,
                        of("name", "Công ty đi hết các bước", "kind", "enterprise"),
                        // taken by the merge of two parties, never by itself
                        Set.of("merge")),
                new Kind("new", "st-task", 2, TASK, Set.of()),
                new Kind(
                        "selected",
                        "st-task",
                        1,
                        with(TASK, "approved-on", "2025-06-02", "mode", "competitive-selection"),
                        Set.of("assign")),
                new Kind(
                        "assigned",
                        "st-task",
                        1,
                        with(TASK, "approved-on", "2025-09-30", "mode", "direct-assignment"),
                        Set.of("announce")),
                new Kind(
                        "case",
                        "dossier",
                        1,
                        of(
                                "procedure",
                                "land-transfer",
                                "applicant",
                                "Nguyễn Thị B",
                                "channel",
                                "in-person",
                                "level",
                                "commune",
                                "received-on",
                                in(0)),
                        Set.of()),
                new Kind(
                        "person",
                        "digital-certificate",
                        1,
                        of(
                                "holder",
                                "individual",
                                "holder-name",
                                "Nguyễn Văn C",
                                "person-id",
                                "020900000001",
                                "official-email",
                                "c@thu-vi-du.langson.gov.vn",
                                "medium",
                                "usb-token",
                                "serial",
                                "unique"),
                        Set.of()),
                new Kind(
                        "scale",
                        "measuring-instrument",
                        1,
                        of(
                                "kind",
                                "table-scale",
                                "maker",
                                "Cân Bảo Vinh",
                                "serial",
                                "unique",
                                "owner",
                                "Ban Quản lý chợ",
                                "in-use-from",
                                in(-900),
                                "last-verification",
                                in(-100),
                                "verified-until",
                                in(200)),
                        Set.of()),
                new Kind("grassroots", "initiative", 1, with(INITIATIVE, "level", "grassroots"), OF_THE_PROVINCE),
                new Kind(
                        "provincial",
                        "initiative",
                        1,
                        with(INITIATIVE, "level", "provincial", "grassroots-recognised-on", in(-50)),
                        OF_THE_GRASSROOTS));
    }

    /** Days, numbers and amounts that fit each other, by column; others are answered by their type. */
    private static final Map<String, String> FITTING = of(
            "approved-on",
            "2025-09-15",
            "from",
            "2025-10-20",
            "until",
            in(100),
            "extended-until",
            in(300),
            "accepted-on",
            in(-3),
            "total-cost",
            "900000000",
            "state-budget",
            "600000000",
            "other-funds",
            "300000000",
            "grade",
            "passed",
            "appointed-on",
            in(14),
            "issued-on",
            in(-30),
            "valid-until",
            in(900),
            "handed-over-on",
            in(-20),
            "revoked-on",
            in(0),
            "last-verification",
            in(-2),
            "verified-until",
            in(360),
            "retired-on",
            in(0),
            "grassroots-recognised-on",
            in(-1),
            "recognised-on",
            in(-1));

    /** A valid answer. */
    static String answer(Register register, String asked) {
        if (asked.equals(Step.REASON)) {
            return "Theo biên bản làm việc";
        }
        if (FITTING.containsKey(asked)) {
            return FITTING.get(asked);
        }
        Column column = register.column(asked);
        return switch (column.type()) {
            case INTEGER, DECIMAL, PERCENT, MONEY -> "80";
            case DATE -> in(-1);
            case CHOICE ->
                register.choices(column).stream()
                        .filter(choice -> choice.on(TODAY))
                        .findFirst()
                        .orElseThrow()
                        .id();
            default -> unique();
        };
    }

    static String unique() {
        return UUID.randomUUID().toString().substring(0, 18);
    }

    /** One for each guard of the registers that ship. */
    static List<Refusal> refusals() {
        String[] contract = {"approved-on", "2025-10-15", "contract-no", "unique"};
        String[] old = {"contract-no", "unique"};
        String[] issued = {"issued-on", in(-30)};
        return List.of(
                refusal("RES-021", "st-task", "new", "under-review", "appraise-cost"),
                refusal("RES-023", "st-task", "new", "cost-appraisal", "approve", "total-cost", "900000000")
                        .wrong("approved-on", in(1)),
                refusal("RES-024", "st-task", "new", "approved", "sign-contract", "approved-on", "2025-10-15"),
                refusal("RES-025", "st-task", "new", "contracted", "start", contract)
                        .holding("from", in(5)),
                refusal("RES-026", "st-task", "new", "awaiting-acceptance", "accept", contract)
                        .wrong("accepted-on", in(1)),
                refusal("RES-027", "st-task", "new", "closed-out", "follow-up", contract)
                        .holding("grade", "failed"),
                refusal("RES-031", "st-task", "assigned", "ordered", "announce"),
                refusal("RES-032", "st-task", "selected", "ordered", "assign"),
                refusal("RES-033", "st-task", "selected", "cost-appraisal", "approve", "total-cost", "900000000")
                        .holding("mode", "")
                        .wrong("approved-on", "2025-10-01"),
                refusal("RES-034", "st-task", "selected", "approved", "sign-contract"),
                refusal("RES-035", "st-task", "selected", "contracted", "start", old)
                        .holding("from", in(5)),
                refusal("RES-036", "st-task", "selected", "awaiting-acceptance", "accept", old)
                        .wrong("accepted-on", in(1)),
                refusal("GOV-031", "dossier", "case", "in-process", "ask-payment")
                        .wrong("fee", "0"),
                refusal("GOV-032", "dossier", "case", "in-process", "reappoint").wrong("appointed-on", in(0)),
                refusal("GOV-033", "dossier", "case", "in-process", "finish"),
                refusal("GOV-034", "digital-certificate", "person", "asked", "send", "official-email", ""),
                refusal("GOV-035", "digital-certificate", "person", "sent", "issue")
                        .wrong("issued-on", in(1)),
                refusal("GOV-036", "digital-certificate", "person", "issued", "hand-over", issued)
                        .wrong("handed-over-on", in(1)),
                refusal("GOV-037", "digital-certificate", "person", "handed-over", "renew", issued)
                        .wrong("valid-until", in(0)),
                refusal("GOV-038", "digital-certificate", "person", "handed-over", "revoke", issued)
                        .wrong("revoked-on", in(1)),
                refusal("GOV-039", "digital-certificate", "person", "revoked", "return-device", issued)
                        .holding("revoked-on", in(0))
                        .holding("medium", "remote"),
                refusal("QUA-011", "measuring-instrument", "scale", "in-use", "verify")
                        .wrong("last-verification", in(1)),
                refusal("QUA-012", "measuring-instrument", "scale", "idle", "use-again", "verified-until", in(-1)),
                refusal("QUA-013", "measuring-instrument", "scale", "idle", "verify-again")
                        .wrong("last-verification", in(1)),
                refusal("QUA-014", "measuring-instrument", "scale", "in-use", "retire")
                        .wrong("retired-on", in(1)),
                refusal("PRO-041", "initiative", "provincial", "filed", "check", "grassroots-recognised-on", ""),
                refusal("PRO-042", "initiative", "grassroots", "judged", "recognise-grassroots")
                        .wrong("grassroots-recognised-on", in(1)),
                refusal("PRO-043", "initiative", "provincial", "judged", "recognise-provincial")
                        .wrong("recognised-on", in(1)),
                refusal("PRO-044", "initiative", "grassroots", "recognised", "cancel-provincial")
                        .holding("grassroots-recognised-on", in(-1)));
    }

    private static Refusal refusal(
            String guard, String register, String kind, String state, String step, String... values) {
        return new Refusal(guard, register, kind, state, step, of(values), Map.of());
    }
}
