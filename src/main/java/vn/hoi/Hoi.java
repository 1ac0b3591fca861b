package vn.hoi;

import vn.hoi.command.Commands;

/** Entry of {@code ./hoi}: runs the command named by the first argument and ends with its exit code. */
public final class Hoi {

    private Hoi() {}

    public static void main(String[] arguments) {
        int code = Commands.run(Application.class, arguments);
        if (code != Commands.KEEPS_RUNNING) {
            System.exit(code);
        }
    }
}
