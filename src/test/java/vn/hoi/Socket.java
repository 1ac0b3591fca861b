package vn.hoi;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** Requests no client would send, byte by byte. */
public final class Socket {

    private static final int PATIENCE_MILLIS = 3_000;

    private Socket() {}

    /**
     * Sends these bytes, one a character, and gives what comes back until the server closes or the answer is whole; empty
     * when nothing comes.
     */
    public static String send(int port, String request) throws IOException {
        try (var socket = new java.net.Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            OutputStream out = socket.getOutputStream();
            try {
                out.write(request.getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
                socket.shutdownOutput();
            } catch (IOException refusedBeforeItsEnd) {
                // the answer may stand already
            }
            var answer = new StringBuilder();
            byte[] block = new byte[8192];
            try {
                for (int read = socket.getInputStream().read(block); read > 0; ) {
                    answer.append(new String(block, 0, read, StandardCharsets.ISO_8859_1));
                    read = socket.getInputStream().read(block);
                }
            } catch (SocketTimeoutException kept) {
                return answer.toString();
            } catch (IOException broken) {
                return answer.toString();
            }
            return answer.toString();
        }
    }
}
