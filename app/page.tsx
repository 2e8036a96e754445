export default function HomePage() {
  return <h1 className="p-4 text-xl font-semibold">Live</h1>;
}
