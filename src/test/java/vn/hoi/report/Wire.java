package vn.hoi.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The line between a browser and the program: it can be cut, mended, and made to lose answers on their way back. */
final class Wire implements AutoCloseable {

    private final ServerSocket listening;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;
    private volatile boolean deaf;

    Wire(int port) throws IOException {
        this.port = port;
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    String address() {
        return "http://127.0.0.1:" + listening.getLocalPort();
    }

    void cut() {
        cut = true;
        hangUp();
    }

    /** Requests arrive, answers do not. */
    void loseAnswers() {
        deaf = true;
    }

    void mend() {
        cut = false;
        deaf = false;
        hangUp();
    }

    private void hangUp() {
        open.forEach(Wire::close);
        open.clear();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket near = listening.accept();
                if (cut) {
                    close(near);
                    continue;
                }
                Socket far = new Socket(InetAddress.getLoopbackAddress(), port);
                open.add(near);
                open.add(far);
                Thread.ofVirtual().start(() -> copy(near, far, false));
                Thread.ofVirtual().start(() -> copy(far, near, true));
            } catch (IOException closed) {
                // the line goes down with the test
            }
        }
    }

    private void copy(Socket from, Socket to, boolean answer) {
        byte[] part = new byte[16_384];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int count = in.read(part); count >= 0; count = in.read(part)) {
                if (answer && deaf) {
                    break;
                }
                out.write(part, 0, count);
                out.flush();
            }
        } catch (IOException gone) {
            // one end hung up
        } finally {
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // it was closed already
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        hangUp();
    }
}
