package vn.hoi.access;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.util.MultiValueMap;
import vn.hoi.common.FigureNames;
import vn.hoi.common.Problem;

/** Reads what a form says of a key. What is not ticked, the key is not for; nothing is allowed that the account may not do. */
final class KeyForm {

    /** A year, leap or not: a key is made anew after it. */
    static final int MOST_DAYS = 366;

    static final int MOST_PER_MINUTE = 60_000;
    private static final int NAME_LENGTH = 100;
    private static final int PURPOSE_LENGTH = 500;
    private static final int SENTENCE = 15;

    private KeyForm() {}

    /** @throws Problem ACC-032 with a fault for each value that is wrong */
    static Tokens.Grant read(MultiValueMap<String, String> sent, List<KeyOffer> offers, FigureNames figures) {
        List<Problem.Fault> faults = new ArrayList<>();
        String name = AccountForm.text(sent, "name");
        if (name.isEmpty() || name.length() > NAME_LENGTH) {
            faults.add(new Problem.Fault("name", "ACC-045", "Đặt tên cho khóa, không quá " + NAME_LENGTH + " ký tự"));
        }
        boolean personal = ticked(sent, "personal");
        String purpose = AccountForm.text(sent, "purpose");
        if (purpose.isEmpty() || purpose.length() > PURPOSE_LENGTH || (personal && purpose.length() < SENTENCE)) {
            faults.add(new Problem.Fault(
                    "purpose",
                    "ACC-045",
                    personal
                            ? "Khóa đọc dữ liệu cá nhân cần một câu nêu rõ mục đích, từ " + SENTENCE + " ký tự"
                            : "Ghi khóa dùng để làm gì, không quá " + PURPOSE_LENGTH + " ký tự"));
        }
        int perMinute = number(sent, "per-minute", 60, MOST_PER_MINUTE, faults);
        int days = number(sent, "days", 90, MOST_DAYS, faults);
        boolean writes = ticked(sent, "writes");
        if (ticked(sent, "whole")) {
            AccountForm.refuse(faults);
            return new Tokens.Grant(
                    name, purpose, null, null, null, writes, personal, perMinute, Duration.ofDays(days));
        }
        Set<String> registers = named(sent, "registers");
        Set<String> steps = named(sent, "steps");
        Set<String> reported = new LinkedHashSet<>();
        for (String figure : AccountForm.text(sent, "figures").split("[\\s,;]+")) {
            if (!figure.isEmpty() && !figures.has(figure)) {
                faults.add(new Problem.Fault("figures", "ACC-047", "Không có số liệu «" + figure + "»"));
            } else if (!figure.isEmpty()) {
                reported.add(figure);
            }
        }
        requireOffered(registers, steps, offers, faults);
        if (registers.isEmpty() && reported.isEmpty()) {
            faults.add(new Problem.Fault(
                    "registers", "ACC-047", "Chọn ít nhất một sổ hoặc một số liệu, hoặc toàn bộ quyền"));
        }
        AccountForm.refuse(faults);
        return new Tokens.Grant(
                name, purpose, registers, steps, reported, writes, personal, perMinute, Duration.ofDays(days));
    }

    private static void requireOffered(
            Set<String> registers, Set<String> steps, List<KeyOffer> offers, List<Problem.Fault> faults) {
        Set<String> mayOpen = new LinkedHashSet<>();
        Set<String> mayTake = new LinkedHashSet<>();
        for (KeyOffer offer : offers) {
            mayOpen.add(offer.register().id());
            offer.steps().forEach(step -> mayTake.add(offer.register().id() + "/" + step.id()));
        }
        for (String register : registers) {
            if (!mayOpen.contains(register)) {
                faults.add(new Problem.Fault(
                        "registers", "ACC-047", "Tài khoản không mở được sổ «" + register + "» nên khóa cũng không"));
            }
        }
        for (String step : steps) {
            if (!mayTake.contains(step)) {
                faults.add(new Problem.Fault(
                        "steps", "ACC-047", "Tài khoản không làm được bước «" + step + "» nên khóa cũng không"));
            } else if (!registers.contains(step.substring(0, step.indexOf('/')))) {
                faults.add(new Problem.Fault("steps", "ACC-047", "Bước «" + step + "» cần chọn cả sổ của nó"));
            }
        }
    }

    private static int number(
            MultiValueMap<String, String> sent, String name, int otherwise, int most, List<Problem.Fault> faults) {
        String typed = AccountForm.text(sent, name);
        if (typed.isEmpty()) {
            return otherwise;
        }
        int number = typed.matches("\\d{1,6}") ? Integer.parseInt(typed) : 0;
        if (number < 1 || number > most) {
            faults.add(new Problem.Fault(name, "ACC-046", "Ghi một số từ 1 đến " + most));
        }
        return number;
    }

    private static boolean ticked(MultiValueMap<String, String> sent, String name) {
        return !AccountForm.text(sent, name).isEmpty();
    }

    private static Set<String> named(MultiValueMap<String, String> sent, String name) {
        Set<String> named = new LinkedHashSet<>(sent.getOrDefault(name, List.of()));
        named.remove("");
        return named;
    }
}
