// The todo application on MongoDB, for mongosh: inserts an item every so often, completes some and deletes some.
const fs = require("fs");
const interval = Number(process.env.TODO_INTERVAL_MS || "1000");
const verbs = ["Buy", "Call", "Fix", "Read", "Water", "Paint", "Return", "Ask for"];
const things = ["the bicycle", "a birthday cake", "grandma", "the garden", "žluťoučký kůň 🐎", "\"milk\""];
const pick = (words) => words[Math.floor(Math.random() * words.length)];

// With pre-images an update and a deletion tell the document of before.
if (!db.getCollectionNames().includes("todo_items")) {
  db.createCollection("todo_items", { changeStreamPreAndPostImages: { enabled: true } });
}
fs.writeFileSync("/tmp/collection-is-there", "");

for (let number = Long(1); ; number = number.add(1)) {
  const id = db.todo_items.insertOne({
    description: `${pick(verbs)} ${pick(things)}`,
    creation_date: new Date(),
    completed: false,
    number,
    place: { room: "kitchen", shelf: 2 },
    tags: ["new", pick(verbs).toLowerCase()],
  }).insertedId;
  if (Math.random() < 0.4) {
    db.todo_items.updateOne({ _id: id }, { $set: { completed: true, "place.room": "cellar" } });
  }
  if (Math.random() < 0.1) {
    db.todo_items.deleteOne({ _id: id });
  }
  sleep(interval);
}
