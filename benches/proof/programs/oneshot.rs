use tokio::sync::{mpsc, oneshot};

const DAY: u64 = 0;

struct Question {
    station: u64,
    answer: oneshot::Sender<u64>,
}

async fn serve(mut questions: mpsc::Receiver<Question>) {
    while let Some(question) = questions.recv().await {
        // Whoever asked may be gone.
        let _ = question.answer.send(question.station + DAY);
    }
    println!("nobody asks any more");
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (desk, questions) = mpsc::channel(1);
    let service = tokio::spawn(serve(questions));
    for station in 0..4 {
        let (answer, wait) = oneshot::channel();
        let question = Question { station, answer };
        assert!(desk.send(question).await.is_ok());
        println!("station {station}: {}", wait.await.unwrap());
    }
    drop(desk);
    service.await.unwrap();
}
