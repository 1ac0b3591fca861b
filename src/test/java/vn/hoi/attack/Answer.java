package vn.hoi.attack;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer to an attack, and what is wrong with it.
 *
 * @param headers by name in small letters
 * @param millis how long it took
 */
record Answer(int status, Map<String, List<String>> headers, String body, long millis) {

    private static final long PATIENCE_MILLIS = 5_000;

    /** What tells of the inside: no answer to a stranger holds it. */
    static final List<Pattern> LEAKS = List.of(
            Pattern.compile("\\n\\s*at [a-z.]+\\.[A-Z]\\w+\\.\\w+\\("),
            Pattern.compile(
                    "\\b(java|javax|jakarta|org|com|tools|gg|vn)\\.[a-z0-9_]+(\\.[a-z0-9_]+)*\\.[A-Z]\\w*(Exception|Error)\\b"),
            Pattern.compile("\\b[A-Z]\\w+Exception\\b"),
            Pattern.compile("\\bvn\\.hoi\\.[a-z]"),
            Pattern.compile("org\\.(springframework|postgresql|apache\\.(catalina|coyote|tomcat)|jooq)\\b"),
            Pattern.compile("SQLSTATE|SQL state|PreparedStatementCallback|StatementCallback"),
            Pattern.compile("(?i)syntax error at or near|unterminated quoted|ERROR: |invalid input syntax"),
            Pattern.compile(
                    "\\b(insert into|delete from|select .{1,80} from) (register|intake|figure|journal|unit|print)\\."),
            Pattern.compile("jdbc:postgresql"),
            Pattern.compile("(?<![\\w/.%-])/(home|root|tmp|var|usr|opt)/[a-z]"),
            Pattern.compile("root:x:0:0"),
            Pattern.compile("Apache Tomcat|Whitelabel Error|Caused by"));

    private static final Set<String> CARRIED = Set.of(
            "x-content-type-options",
            "content-security-policy",
            "referrer-policy",
            "permissions-policy",
            "cross-origin-opener-policy",
            "cross-origin-resource-policy",
            "cache-control");

    private static final Set<String> NEVER_DRAWN = Set.of(
            "iframe",
            "object",
            "embed",
            "base",
            "applet",
            "frame",
            "frameset",
            "xss",
            "marquee",
            "template",
            "noscript",
            "video",
            "audio",
            "math",
            "isindex",
            "style",
            "animate",
            "x:script");

    private static final Set<String> ADDRESSES =
            Set.of("href", "src", "action", "formaction", "data", "xlink:href", "hx-get", "hx-post", "poster", "cite");

    private static final Pattern TAG =
            Pattern.compile("<([a-zA-Z][^\\s/>]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>", Pattern.DOTALL);
    private static final Pattern ATTRIBUTE =
            Pattern.compile("([^\\s=/\"'>]+)(?:\\s*=\\s*(\"[^\"]*\"|'[^']*'|[^\\s>]+))?", Pattern.DOTALL);
    private static final Pattern OWN_ADDRESS =
            Pattern.compile("(/(?![/\\\\])|[#?]|$|[\\w%.-]+(/|$)|mailto:|data:image/).*", Pattern.DOTALL);

    static Answer of(HttpResponse<String> response, long millis) {
        Map<String, List<String>> headers = new TreeMap<>();
        response.headers().map().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        return new Answer(response.statusCode(), headers, response.body(), millis);
    }

    /** Of the bytes a socket gave; status 0 where the server closed without a word. */
    static Answer ofBytes(String bytes, long millis) {
        int end = bytes.indexOf("\r\n\r\n");
        String[] lines = (end < 0 ? bytes : bytes.substring(0, end)).split("\r\n");
        Matcher first = Pattern.compile("HTTP/1\\.1 (\\d{3}).*").matcher(lines[0]);
        Map<String, List<String>> headers = new TreeMap<>();
        for (int index = 1; index < lines.length; index++) {
            String[] pair = lines[index].split(":", 2);
            headers.computeIfAbsent(pair[0].toLowerCase(Locale.ROOT), none -> new ArrayList<>())
                    .add(pair.length < 2 ? "" : pair[1].strip());
        }
        int status = first.matches() ? Integer.parseInt(first.group(1)) : 0;
        return new Answer(status, headers, end < 0 ? "" : bytes.substring(end + 4), millis);
    }

    private String type() {
        return headers.getOrDefault("content-type", List.of("")).getFirst();
    }

    /** Everything wrong with this answer to this input; empty where all is well. */
    List<String> faults(String input) {
        List<String> faults = new ArrayList<>();
        if (status >= 500) {
            faults.add("status " + status);
        }
        if (millis > PATIENCE_MILLIS) {
            faults.add("took " + millis + " ms");
        }
        if (type().startsWith("text/") || type().contains("json")) {
            for (Pattern leak : LEAKS) {
                Matcher found = leak.matcher(body);
                if (found.find()) {
                    faults.add("tells of the inside: «" + found.group().strip() + "»");
                }
            }
        }
        headerFaults(faults);
        if (type().startsWith("text/html")) {
            htmlFaults(input, faults);
        }
        return faults;
    }

    private void headerFaults(List<String> faults) {
        for (String name : CARRIED) {
            if (!headers.containsKey(name)) {
                faults.add("without " + name);
            }
        }
        headers.forEach((name, values) -> {
            if (name.contains("injected") || values.stream().anyMatch(value -> value.startsWith("injected"))) {
                faults.add("header begun by the input: " + name);
            }
        });
        for (String location : headers.getOrDefault("location", List.of())) {
            if (!location.matches("/(?![/\\\\])[\\x21-\\x7e]*|/")) {
                faults.add("leads elsewhere: " + location);
            }
        }
    }

    private void htmlFaults(String input, List<String> faults) {
        if (Pattern.compile("<(/?[a-zA-Z]|[!?])").matcher(input).find() && body.contains(input)) {
            faults.add("the input came back as it was sent");
        }
        Matcher tag = TAG.matcher(body);
        while (tag.find()) {
            String name = tag.group(1).toLowerCase(Locale.ROOT);
            if (NEVER_DRAWN.contains(name)) {
                faults.add("a tag no page draws: " + name);
            }
            if (name.equals("script") && !tag.group(2).contains(" src=\"/static/")) {
                faults.add("a script in the page");
            }
            Matcher attribute = ATTRIBUTE.matcher(tag.group(2));
            while (attribute.find()) {
                attributeFault(name, attribute.group(1).toLowerCase(Locale.ROOT), attribute.group(2), faults);
            }
        }
    }

    private static void attributeFault(String tag, String name, String quoted, List<String> faults) {
        if (name.matches("on[a-z]+") || name.equals("style") || name.equals("srcdoc")) {
            faults.add("attribute " + name + " of " + tag);
        }
        if (quoted != null && ADDRESSES.contains(name)) {
            String value = quoted.replaceAll("^[\"']|[\"']$", "").replaceAll("[\\s\\x00-\\x1f]", "");
            if (!OWN_ADDRESS.matcher(value).matches()) {
                faults.add("address of " + tag + ": " + value);
            }
        }
    }
}
